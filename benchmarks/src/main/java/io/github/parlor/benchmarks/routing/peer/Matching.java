package io.github.parlor.benchmarks.routing.peer;

import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Who can serve what: {@value #PROFILES} profiles of {@value #SKILLS_OF_PROFILE} of {@value #SKILLS} skills, dealt to the
 * agents in turns, and {@value #KINDS} kinds of sessions that ask for one skill, two or three. The kinds that are asked for
 * most are the broad ones; each is met by two profiles at least. Immutable.
 */
public final class Matching {
    /** Distinct sets of skills that agents have; one bit each of a {@code long}. */
    public static final int PROFILES = 64;

    /** Distinct demands. */
    public static final int KINDS = 200;

    /** Sessions that one agent serves at once. */
    public static final int CAPACITY = 3;

    static final int SKILLS = 32;
    static final int SKILLS_OF_PROFILE = 12;
    private static final int ONE_SKILL = SKILLS;
    private static final int TWO_SKILLS = 152;

    private final int agents;
    private final int[] skillsOfProfile = new int[PROFILES];
    private final int[] skillsOfKind = new int[KINDS];
    private final long[] profilesOfKind = new long[KINDS];
    private final int[][] kindsOfProfile = new int[PROFILES][];

    private Matching(int agents, SplittableRandom random) {
        this.agents = agents;
        Arrays.setAll(skillsOfProfile, profile -> draw(SKILLS_OF_PROFILE, random));
        Set<Integer> seen = new HashSet<>();
        for (int kind = 0; kind < KINDS; kind++) {
            int skills = 0;
            while (Long.bitCount(profilesOfKind[kind]) < 2 || !seen.add(skills)) {
                skills = draw(kind < ONE_SKILL ? 1 : kind < TWO_SKILLS ? 2 : 3, random);
                profilesOfKind[kind] = profilesWith(skills);
            }
            skillsOfKind[kind] = skills;
        }
        Arrays.setAll(kindsOfProfile, this::kindsFor);
    }

    /** Returns the same matching for the same seed, for at least one agent. */
    public static Matching of(int agents, long seed) {
        return new Matching(agents, new SplittableRandom(seed));
    }

    private static int draw(int count, SplittableRandom random) {
        int skills = 0;
        while (Integer.bitCount(skills) < count) {
            skills |= 1 << random.nextInt(SKILLS);
        }
        return skills;
    }

    private long profilesWith(int skills) {
        long profiles = 0;
        for (int profile = 0; profile < PROFILES; profile++) {
            if ((skillsOfProfile[profile] & skills) == skills) {
                profiles |= 1L << profile;
            }
        }
        return profiles;
    }

    private int[] kindsFor(int profile) {
        int[] kinds = new int[KINDS];
        int count = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            if (((profilesOfKind[kind] >>> profile) & 1) != 0) {
                kinds[count++] = kind;
            }
        }
        return Arrays.copyOf(kinds, count);
    }

    /** Returns how many agents there are, numbered from 0. */
    public int agents() {
        return agents;
    }

    /** Returns the profile of an agent. */
    public int profile(int agent) {
        return agent % PROFILES;
    }

    /** Returns one bit for each profile that meets the kind. */
    public long profiles(int kind) {
        return profilesOfKind[kind];
    }

    /** Returns whether the agent meets the kind. */
    public boolean meets(int agent, int kind) {
        return ((profilesOfKind[kind] >>> profile(agent)) & 1) != 0;
    }

    /** Returns whom the kind asks for. */
    public Target target(int kind) {
        return new Target(null, skills(skillsOfKind[kind]), null);
    }

    /** Returns an agent by the skills of the profile. */
    public Agent agent(int number) {
        return Agent.of("agent-" + number)
                .withSkills(skills(skillsOfProfile[profile(number)]))
                .withSessions(CAPACITY);
    }

    private static Map<SkillId, Integer> skills(int bits) {
        Map<SkillId, Integer> skills = new HashMap<>();
        for (int left = bits; left != 0; left &= left - 1) {
            skills.put(new SkillId("skill-" + Integer.numberOfTrailingZeros(left)), 1);
        }
        return skills;
    }

    /** Shared, not to be written: the kinds that a profile meets, most asked for first. */
    int[] kinds(int profile) {
        return kindsOfProfile[profile];
    }
}
