package io.github.parlor.examples.day;

import io.github.parlor.id.SkillId;

/**
 * What contacts come for. Shares, means and deviations of the service time are those of a bank's call centre in February
 * 1999 (Guedj and Mandelbaum, Technion), type by type; the names are a shop's.
 */
enum Subject {
    /** Regular service. */
    ORDERS(0.666, 186.8, 210.2, "orders"),
    /** New customers. */
    ADVICE(0.231, 108.7, 145.9, "advice"),
    /** Stock exchange: the long ones. */
    RETURNS(0.090, 277.4, 310.9, "returns"),
    /** English speakers. */
    ENGLISH(0.005, 234.2, 266.4, "english"),
    /** Internet. */
    TECHNICAL(0.008, 267.4, 348.4, "technical");

    private final double share;
    private final double meanSeconds;
    private final double deviationSeconds;
    private final String skill;

    Subject(double share, double meanSeconds, double deviationSeconds, String skill) {
        this.share = share;
        this.meanSeconds = meanSeconds;
        this.deviationSeconds = deviationSeconds;
        this.skill = skill;
    }

    double share() {
        return share;
    }

    double meanSeconds() {
        return meanSeconds;
    }

    double deviationSeconds() {
        return deviationSeconds;
    }

    SkillId skill() {
        return new SkillId(skill);
    }
}
