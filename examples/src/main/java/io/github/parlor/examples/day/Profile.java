package io.github.parlor.examples.day;

/**
 * When contacts come: how many of a thousand in each half hour from 7:00 to midnight, the mean of 42 days from Sunday to
 * Thursday in the same log.
 */
final class Profile {
    static final int FIRST_MINUTE = 7 * 60;
    static final int SLOT_MINUTES = 30;

    private static final double[] PER_THOUSAND = {
        10, 15, 25, 35, 34, 40, 45, 43, 38, 37, 33, 34, 36, 40, 42, 39, 40, 40, 41, 39, 32, 30, 27, 25, 22, 19, 17, 21,
        18, 20, 18, 16, 16, 11
    };

    private Profile() {}

    /** Returns a second of the day. */
    static double secondOfDay(Chance chance) {
        int slot = chance.weighted(PER_THOUSAND);
        return 60.0 * (FIRST_MINUTE + SLOT_MINUTES * slot) + chance.uniform(0, 60.0 * SLOT_MINUTES);
    }
}
