package io.github.parlor.routing;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tiny world (up to three agents, a few sessions) in which two or three threads do a few things at once, again and again;
 * whenever all of them are done, everything that must hold then is checked. Who runs the threads is up to the caller.
 */
final class Burst {
    private static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");
    private static final SkillId[] SKILLS = {new SkillId("x"), new SkillId("y")};
    private static final int MOST_WAITING = 6;
    /** Enough gifts to bring a ring of places to its end now and then. */
    private static final int MOST_WORN = 130;
    /** Places in the ring of a room of few. */
    private static final int PLACES = 128;
    /** As many dead places as a lane leaves alone. */
    private static final int DEAD = 64;
    /** More than there are steps of the load, so that loads of different agents share a step. */
    private static final int LARGE_CAPACITY = 70;
    /** At which step a thread is stopped. */
    private static final int MOST_STEPS = 200;

    private final SplittableRandom random;
    private final Consumer<List<Runnable>> threads;
    private final boolean inTurn;
    private final SkillRouter router;
    private final List<RoutedAgent> agents = new CopyOnWriteArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Chat> chats = new ArrayList<>();
    private final Map<SessionId, Chat> byId = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<String> story = new ArrayList<>();
    private final Kinds kinds;
    /** What an agent may hold at most at any moment of the burst; with force there is no bound. */
    private final Map<RoutedAgent, Integer> limits = new ConcurrentHashMap<>();

    private final Map<RoutedAgent, Agent> profiles = new ConcurrentHashMap<>();
    /** The last update of each thread in this burst. */
    private final Map<RoutedAgent, Map<Integer, RoutedAgent.Wanted>> wishes = new ConcurrentHashMap<>();
    /** Made by the threads of this burst. */
    private final Queue<Chat> born = new ConcurrentLinkedQueue<>();
    /** Who held nothing when an update of this burst returned: whatever comes later, comes to the agent as updated. */
    private final Map<RoutedAgent, Agent> strict = new ConcurrentHashMap<>();

    private final Map<Object, Object> once = new ConcurrentHashMap<>();
    /** What each thread does now: a text, or the agent whom it updates. */
    private final Map<Integer, Object> doing = new ConcurrentHashMap<>();

    private int round;

    /** What happens in a world. */
    private enum Kinds {
        ALL(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23),
        /** Submit, accept, release, abandon, limits raised and agents coming: first in, first out must hold. */
        IN_ORDER(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        /** The only agent is taken and freed by others while somebody comes behind one who waits; see {@link #queue}. */
        QUEUE(0, 4, 6),
        /** What one or two agents and few sessions can do to each other, from a fresh beginning. */
        NARROW(0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 13, 14, 17),
        /** Mostly submitted, from a fresh beginning. */
        RUSH(0, 1, 2, 3, 6, 9),
        /** Agents come, go and learn. */
        MOVES(0, 4, 7, 11, 11, 12),
        /** Lanes are made when there are nearly too many. */
        GROWTH(0, 1, 6, 7, 11, 22),
        /** A ring of places comes to its end while agents come into its room; see {@link #renewal}. */
        RENEWAL(0, 0, 4, 6, 12),
        /** Lanes come to have more dead places than they leave alone. */
        LEAVING(0, 1, 2, 4, 6, 9, 9, 10, 13),
        /** Sessions and agents so large that different loads share a step. */
        LARGE(0, 1, 2, 4, 6, 7, 9, 12, 13, 21),
        /** Threads update one agent at the same time. */
        CHURN(0, 1, 4, 6, 7, 12, 12, 12),
        /** Lanes and agents are met for the first time by several threads. */
        BIRTH(0, 4, 6, 7, 11, 12, 23, 24, 24),
        /** What a thread is stopped in: calls that change one session, and updates. */
        STOPS(0, 1, 2, 3, 4, 6, 7, 9, 12, 13, 17);

        static final List<Kinds> MIXED =
                Stream.of(values()).filter(kinds -> kinds != STOPS).toList();

        /** As {@link #action} counts them. */
        @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
        private final int[] actions;

        Kinds(int... actions) {
            this.actions = actions;
        }

        boolean isFresh() {
            return this == NARROW || this == RUSH || this == RENEWAL || this == QUEUE;
        }

        boolean isInOrder() {
            return this == IN_ORDER || this == QUEUE;
        }
    }

    /** A session with what was told of it and what came of it. */
    private final class Chat {
        final RoutedSession session;
        final int sinceRound;
        final int thread;
        final Map<Long, AtomicInteger> told = new ConcurrentHashMap<>();
        final Map<Long, AtomicInteger> answered = new ConcurrentHashMap<>();
        final Queue<Told> open = new ConcurrentLinkedQueue<>();
        final AtomicInteger ended = new AtomicInteger();
        volatile boolean begun;
        volatile boolean unordered;
        volatile boolean byHand;
        boolean over;

        Chat(RoutedSession session, int thread) {
            this.session = session;
            this.sinceRound = round;
            this.thread = thread;
        }

        boolean submittedBefore(Chat other) {
            return sinceRound < other.sinceRound
                    || (sinceRound == other.sinceRound && thread == other.thread && number() < other.number());
        }

        int number() {
            return chats.indexOf(this);
        }
    }

    private record Told(RoutedAgent agent, long epoch) {}

    Burst(long seed, Consumer<List<Runnable>> threads) {
        this(seed, threads, false);
    }

    Burst(long seed, Consumer<List<Runnable>> threads, boolean stops) {
        this.random = new SplittableRandom(seed);
        this.threads = threads;
        this.kinds = stops ? Kinds.STOPS : Kinds.MIXED.get(random.nextInt(Kinds.MIXED.size()));
        this.inTurn = !random.nextBoolean();
        this.router = new SkillRouter(
                inTurn ? SkillRouter.AgentOrder.IN_TURN : SkillRouter.AgentOrder.LEAST_RECENTLY_GIVEN, this::told);
        boolean fresh = kinds.isFresh();
        int count = kinds == Kinds.QUEUE ? 1 : kinds == Kinds.RENEWAL ? 3 : 1 + random.nextInt(fresh ? 2 : 3);
        for (int i = 0; i < count; i++) {
            RoutedAgent agent = router.agent(new AgentId("a" + i));
            agents.add(agent);
            boolean away =
                    kinds == Kinds.LEAVING || (kinds == Kinds.RENEWAL && i > 0) || (!fresh && random.nextInt(4) == 0);
            Agent first = switch (kinds) {
                case RENEWAL -> like(agent, i == 0 ? 2 : 3);
                case QUEUE -> like(agent, 1);
                default -> drawn(agent);
            };
            update(agent, first, away ? AgentStatus.AWAY : AgentStatus.AVAILABLE);
        }
        routes.add(router.route(Target.ANYONE, 1));
        routes.add(router.route(Target.skill(SKILLS[0]), 1));
        routes.add(router.route(Target.skill(SKILLS[1]), 1));
        routes.add(router.route(Target.ANYONE, 2));
        routes.add(router.route(Target.agent(agents.get(0).id()), 1));
        if (kinds == Kinds.LARGE) {
            routes.add(router.route(Target.ANYONE, LARGE_CAPACITY / 2));
            routes.add(router.route(Target.ANYONE, LARGE_CAPACITY / 2 - 1));
        }
        while (routes.size() > 1 && random.nextInt(3) > 0) {
            routes.remove(random.nextInt(routes.size()));
        }
        switch (kinds) {
            case GROWTH -> crowd(26 + random.nextInt(6));
            case RENEWAL -> wearOut(PLACES - 1 - random.nextInt(3));
            case LEAVING -> bury(DEAD - random.nextInt(3));
            default -> wear(routes.get(0), !fresh && random.nextInt(4) == 0 ? random.nextInt(MOST_WORN) : 0);
        }
    }

    /** Plays so many bursts, with a check after each. Throws {@link AssertionError} with the whole story. */
    void play(int bursts) {
        int most = kinds == Kinds.QUEUE ? 2 : kinds.isFresh() ? Math.min(bursts, 3) : bursts;
        for (round = 0; round < most; round++) {
            threads.accept(burst());
            rest();
        }
        end();
    }

    /**
     * Plays a few bursts, and one in which a thread stops at some step while the others and a newcomer go on. What the
     * stopped one hides is bounded; when it has gone on at last, nothing is hidden.
     *
     * @return how many offers were made while it stood, or -1 if the burst was over before that step
     */
    int playWithStop(Turns turns, int bursts) {
        for (round = 0; round < bursts; round++) {
            threads.accept(burst());
            rest();
        }
        int told = -1;
        if (turns.runWithStop(burst(), random, 1 + random.nextInt(MOST_STEPS))) {
            story.add("stopped " + turns.stopped() + " at " + doing.get(turns.stopped()));
            checkHidden(doing.get(turns.stopped()));
            told = goOn();
            report();
            turns.resume();
        }
        rest();
        end();
        return told;
    }

    /** Brings new sessions and agents, and returns how many offers were made, also of sessions that had been offered before. */
    private int goOn() {
        round++;
        int before = offers();
        for (int i = 0; i < 3; i++) {
            RoutedAgent agent = router.agent(new AgentId("new" + i));
            agents.add(agent);
            update(
                    agent,
                    new Agent(agent.id(), "agent", Set.of(), Map.of(SKILLS[0], 1, SKILLS[1], 1), 3),
                    AgentStatus.AVAILABLE);
            for (int j = 0; j < 2; j++) {
                Chat chat = chat(-1, router.route(Target.ANYONE, 1));
                said(-1, "submit " + chat.session, () -> submit(chat)).run();
                accept(chat);
            }
        }
        return offers() - before;
    }

    private int offers() {
        return chats.stream().mapToInt(chat -> chat.told.size()).sum();
    }

    /** Who stands hides one session and one slot at most; during an update, the agent and what was offered to that agent. */
    private void checkHidden(@Nullable Object what) {
        List<Chat> waiting = chats.stream().filter(chat -> chat.session.waits()).toList();
        List<Map.Entry<Chat, RoutedAgent>> hidden = new ArrayList<>();
        for (Chat chat : waiting) {
            for (RoutedAgent agent : agents) {
                if (canServe(agent, chat.session) && !chat.session.wasDeclinedBy(agent)) {
                    hidden.add(Map.entry(chat, agent));
                }
            }
        }
        if (what instanceof RoutedAgent updated) {
            hidden.removeIf(pair ->
                    pair.getValue() == updated || pair.getKey().open.stream().anyMatch(told -> told.agent == updated));
            expect(hidden.isEmpty(), "an update that stands hides " + hidden.size() + " pairs");
            return;
        }
        boolean bounded = hidden.isEmpty();
        for (Map.Entry<Chat, RoutedAgent> one : hidden) {
            for (Map.Entry<Chat, RoutedAgent> other : hidden) {
                bounded |= hidden.stream()
                        .allMatch(pair -> pair.getKey() == one.getKey() || pair.getValue() == other.getValue());
            }
        }
        expect(bounded, "who stands hides " + hidden.size() + " pairs of a session and an agent");
    }

    private List<Runnable> burst() {
        limits.clear();
        strict.clear();
        wishes.clear();
        for (RoutedAgent agent : agents) {
            limits.put(agent, Math.max(capacity(agent), RoutedAgent.heldOf(agent.word())));
        }
        if (kinds == Kinds.QUEUE) {
            return queue();
        }
        List<Runnable> work = new ArrayList<>();
        int count = 2 + random.nextInt(2);
        if (kinds == Kinds.RENEWAL && round == 0) {
            work.addAll(renewal());
        }
        List<RoutedAgent> unchanged = new ArrayList<>(agents);
        if (!work.isEmpty()) {
            unchanged.removeAll(List.of(agents.get(1), agents.get(2)));
        }
        for (int thread = work.size(); thread < count; thread++) {
            List<Runnable> actions = new ArrayList<>();
            int length = 1 + random.nextInt(3);
            for (int i = 0; i < length; i++) {
                actions.add(action(thread, unchanged));
            }
            work.add(() -> {
                for (Runnable action : actions) {
                    action.run();
                    sample();
                }
            });
        }
        return work;
    }

    /** One waits and another one with more credit; then a third comes, while the agent is freed, given to the second and freed. */
    private List<Runnable> queue() {
        Route route = router.route(Target.ANYONE, 1);
        if (round == 0) {
            Chat served = chat(0, route, Duration.ZERO);
            Chat first = chat(0, route, Duration.ZERO);
            Chat hasty = chat(0, route, Duration.ofSeconds(10));
            return List.of(() -> {
                submit(served);
                accept(served);
                submit(first);
                submit(hasty);
            });
        }
        Chat last = chat(0, route, Duration.ZERO);
        Chat served = chats.get(0);
        Chat hasty = chats.get(2);
        return List.of(
                said(0, "submit " + last.session, () -> submit(last)),
                said(1, "release " + served.session + ", abandon " + hasty.session, () -> {
                    release(served);
                    abandon(hasty);
                }));
    }

    /** Agents come into the room whose ring comes to its end, or who sits in it is given work. */
    private List<Runnable> renewal() {
        boolean gifts = random.nextInt(3) == 0;
        List<Runnable> work = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
            RoutedAgent agent = agents.get(1 + thread);
            if (!gifts && (thread == 0 || random.nextBoolean())) {
                work.add(changed(thread, agent, like(agent, 2), AgentStatus.AVAILABLE));
            } else {
                Chat chat = chat(thread, router.route(Target.ANYONE, 1), Duration.ZERO);
                work.add(said(thread, "submit " + chat.session, () -> submit(chat)));
            }
        }
        return work;
    }

    private Runnable action(int thread, List<RoutedAgent> unchanged) {
        int waiting = (int) chats.stream().filter(chat -> chat.session.waits()).count();
        int kind = kinds.actions[random.nextInt(kinds.actions.length)];
        if (kind <= 3 && waiting < MOST_WAITING) {
            Chat chat = chat(thread);
            return said(thread, "submit " + chat.session + " " + chat.session.route(), () -> submit(chat));
        }
        if (kind == 11 || kind == 12) {
            if (!unchanged.isEmpty()) {
                RoutedAgent agent = unchanged.get(random.nextInt(unchanged.size()));
                if (kinds != Kinds.CHURN) {
                    unchanged.remove(agent);
                }
                return kinds == Kinds.IN_ORDER ? raise(thread, agent) : change(thread, agent);
            }
            return action(thread, unchanged);
        }
        if (kind == 22) {
            int made = round;
            return said(thread, "a new route", () -> open(thread, made));
        }
        if (kind == 23) {
            AgentId made = new AgentId("late" + round);
            int capacity = 1 + random.nextInt(2);
            return said(thread, "a new agent for " + capacity, () -> join(thread, made, capacity));
        }
        if (kind == 24) {
            AgentId only = random.nextBoolean()
                    ? new AgentId("late" + round)
                    : agents.get(0).id();
            Target target = random.nextInt(3) == 0 ? Target.skill(SKILLS[0]) : Target.agent(only);
            Duration credit = Duration.ofSeconds(round);
            return said(thread, "submit in a new lane of " + target, () -> bear(thread, target, credit));
        }
        Chat chat = anyChat();
        if (chat == null) {
            return action(thread, unchanged);
        }
        RoutedAgent agent = agents.get(random.nextInt(agents.size()));
        RoutedSession session = chat.session;
        return switch (kind) {
            case 0, 1, 2, 3, 4, 5 -> said(thread, "accept " + session, () -> accept(chat));
            case 6, 7, 8 -> said(thread, "release " + session, () -> release(chat));
            case 9, 10 -> said(thread, "abandon " + session, () -> abandon(chat));
            case 13, 14, 15, 16 -> said(thread, "decline " + session, () -> decline(chat));
            case 17, 18 -> said(thread, "poll " + agent, () -> poll(agent));
            case 19 -> said(thread, "reserve " + session + " at " + agent, () -> reserve(chat, agent));
            case 20 -> said(thread, "assign " + session + " to " + agent, () -> assign(chat, agent));
            default -> said(thread, "resize " + session, () -> resize(chat, 1 + thread));
        };
    }

    /** A route that other threads of the burst may ask for at the same time: all get the same, and the same lane. */
    @SuppressWarnings("ReferenceEquality")
    private void open(int thread, int number) {
        Route route = router.route(Target.skill(new SkillId("new" + number)), 1);
        SessionId id = new SessionId(new ConversationId("new" + number + "." + thread), 1);
        RoutedSession session = router.session(route, id, NOW, Duration.ZERO, null);
        for (Object made : List.of(route, session.lane())) {
            Object first = once.putIfAbsent(made.getClass() + " " + number, made);
            expect(first == null || first == made, "two of " + made);
        }
        router.submit(session, NOW);
        router.abandon(session, NOW);
    }

    /** An agent whom several threads may tell of at the same time. */
    private void join(int thread, AgentId id, int capacity) {
        RoutedAgent made = router.agent(id);
        Object first = once.putIfAbsent(id, made);
        expect(first == null || first.equals(made), "two of " + made);
        limits.merge(made, capacity, Math::max);
        ((CopyOnWriteArrayList<RoutedAgent>) agents).addIfAbsent(made);
        update(thread, made, like(made, capacity), AgentStatus.AVAILABLE);
    }

    /** A session in a lane that several threads may make at the same time. */
    private void bear(int thread, Target target, Duration credit) {
        SessionId id = new SessionId(new ConversationId("born" + round + "." + thread + "." + born.size()), 1);
        Chat chat = new Chat(router.session(router.route(target, 1), id, NOW, credit, null), thread);
        byId.put(id, chat);
        born.add(chat);
        submit(chat);
    }

    private Runnable said(int thread, String what, Runnable action) {
        story.add(round + "." + thread + " " + what);
        return () -> {
            doing.put(thread, what);
            action.run();
        };
    }

    private Chat chat(int thread) {
        return chat(thread, routes.get(random.nextInt(routes.size())));
    }

    private Chat chat(int thread, Route route) {
        return chat(thread, route, random.nextInt(3) == 0 ? Duration.ofSeconds(10) : Duration.ZERO);
    }

    private Chat chat(int thread, Route route, Duration credit) {
        boolean late = kinds == Kinds.ALL && random.nextInt(6) == 0;
        RoutedAgent preferred = kinds == Kinds.ALL && random.nextInt(6) == 0 ? agents.get(agents.size() - 1) : null;
        Instant from = NOW.plusMillis(round).minusMillis(late ? random.nextInt(20) : 0);
        SessionId id = new SessionId(new ConversationId("s" + chats.size()), 1);
        Chat made = new Chat(router.session(route, id, from, credit, preferred), thread);
        chats.add(made);
        byId.put(id, made);
        return made;
    }

    private @Nullable Chat anyChat() {
        boolean any = random.nextInt(8) == 0;
        List<Chat> live =
                chats.stream().filter(chat -> any || !chat.session.isOver()).toList();
        return live.isEmpty() ? null : live.get(random.nextInt(live.size()));
    }

    private Agent drawn(RoutedAgent agent) {
        Map<SkillId, Integer> skills = new HashMap<>();
        for (SkillId skill : SKILLS) {
            if (kinds.isFresh() || random.nextInt(3) > 0) {
                skills.put(skill, 1);
            }
        }
        int capacity = (kinds == Kinds.LARGE ? LARGE_CAPACITY : 1) + random.nextInt(3);
        return new Agent(agent.id(), "agent", Set.of(), skills, capacity);
    }

    private Runnable raise(int thread, RoutedAgent agent) {
        Agent before = profile(agent);
        Map<SkillId, Integer> skills = new HashMap<>(before.skills());
        skills.put(SKILLS[random.nextInt(SKILLS.length)], 1);
        int capacity = before.capacityUnits() + random.nextInt(2);
        return changed(
                thread, agent, new Agent(agent.id(), "agent", Set.of(), skills, capacity), AgentStatus.AVAILABLE);
    }

    private Runnable change(int thread, RoutedAgent agent) {
        AgentStatus[] all = {AgentStatus.AVAILABLE, AgentStatus.AVAILABLE, AgentStatus.AWAY, AgentStatus.GONE};
        Agent next = random.nextBoolean() ? profile(agent) : drawn(agent);
        return changed(thread, agent, next, all[random.nextInt(all.length)]);
    }

    private Runnable changed(int thread, RoutedAgent agent, Agent next, AgentStatus status) {
        limits.merge(agent, next.capacityUnits(), Math::max);
        return said(
                thread,
                "update " + next.id() + " " + next.skills().keySet() + " " + next.capacityUnits() + " " + status,
                () -> update(thread, agent, next, status));
    }

    private void update(int thread, RoutedAgent agent, Agent next, AgentStatus status) {
        doing.put(thread, agent);
        wishes.computeIfAbsent(agent, any -> new ConcurrentHashMap<>())
                .put(thread, new RoutedAgent.Wanted(next, status));
        router.update(next, status, NOW);
        profiles.put(agent, next);
        if (RoutedAgent.heldOf(agent.word()) == 0 && kinds != Kinds.CHURN) {
            strict.put(agent, next);
        }
    }

    private void update(RoutedAgent agent, Agent next, AgentStatus status) {
        changed(-1, agent, next, status).run();
    }

    private static Agent like(RoutedAgent agent, int capacity) {
        return new Agent(agent.id(), "agent", Set.of(), Map.of(SKILLS[0], 1, SKILLS[1], 1), capacity);
    }

    private Agent profile(RoutedAgent agent) {
        Agent known = profiles.get(agent);
        if (known == null) {
            throw new IllegalStateException("unknown " + agent);
        }
        return known;
    }

    private int capacity(RoutedAgent agent) {
        return profile(agent).capacityUnits();
    }

    private void told(RoutedSession session, RoutedAgent agent, long epoch) {
        Chat chat = byId.get(session.id());
        if (chat != null) {
            told(chat, agent, epoch);
        }
        sample();
    }

    private void told(Chat chat, RoutedAgent agent, long epoch) {
        chat.told.computeIfAbsent(epoch, any -> new AtomicInteger()).getAndIncrement();
        chat.open.add(new Told(agent, epoch));
    }

    private void submit(Chat chat) {
        router.submit(chat.session, NOW);
        chat.begun = true;
    }

    private void accept(Chat chat) {
        for (Told told : chat.open) {
            if (router.accept(chat.session, told.agent, told.epoch, NOW)) {
                answered(chat, told.epoch);
            }
        }
    }

    private void decline(Chat chat) {
        for (Told told : chat.open) {
            if (router.decline(chat.session, told.agent, told.epoch, NOW)) {
                answered(chat, told.epoch);
                return;
            }
        }
    }

    private static void answered(Chat chat, long epoch) {
        chat.answered.computeIfAbsent(epoch, any -> new AtomicInteger()).getAndIncrement();
    }

    private void release(Chat chat) {
        for (RoutedAgent agent : agents) {
            if (router.release(chat.session, agent, NOW)) {
                chat.ended.getAndIncrement();
            }
        }
    }

    private void abandon(Chat chat) {
        if (router.abandon(chat.session, NOW)) {
            chat.unordered = true;
            chat.ended.getAndIncrement();
        }
    }

    private void poll(RoutedAgent agent) {
        router.reserveNext(agent, NOW).ifPresent(made -> {
            Chat chat = byId.get(made.session());
            if (chat != null) {
                told(chat, agent, made.reservation());
            }
        });
    }

    private void reserve(Chat chat, RoutedAgent agent) {
        chat.unordered = true;
        chat.byHand = true;
        router.reserve(chat.session, agent, chat.session.route().units(), NOW)
                .ifPresent(epoch -> told(chat, agent, epoch));
    }

    private void assign(Chat chat, RoutedAgent agent) {
        chat.unordered = true;
        limits.merge(agent, 1_000, Math::max);
        router.assign(chat.session, agent, 1, NOW);
    }

    private void resize(Chat chat, int units) {
        for (RoutedAgent agent : agents) {
            router.resize(chat.session, agent, units, NOW);
        }
    }

    /** S2 in between: nobody ever holds more than the highest limit of this burst. */
    private void sample() {
        for (RoutedAgent agent : agents) {
            int held = RoutedAgent.heldOf(agent.word());
            if (held > limits.getOrDefault(agent, 0)) {
                failures.add(agent + " holds " + held + ", above the limit");
            }
        }
    }

    /** What must hold whenever no call runs. */
    private void rest() {
        chats.addAll(born);
        born.clear();
        wishes.forEach(this::wasGranted);
        Map<RoutedAgent, Integer> sums = new HashMap<>();
        for (Chat chat : chats) {
            check(chat, sums);
        }
        for (RoutedAgent agent : agents) {
            int held = RoutedAgent.heldOf(agent.word());
            expect(
                    held == sums.getOrDefault(agent, 0),
                    agent + " holds " + held + " but its sessions " + sums.get(agent));
            expect(isFound(agent), agent + " has room and is not found");
            agent.forEachHeld(session -> expect(
                    holds(session).stream().anyMatch(hold -> hold.agent() == agent.number()),
                    agent + " still knows " + session));
        }
        for (Lane lane : lanes()) {
            int waiting = (int) chats.stream()
                    .filter(chat -> chat.session.lane() == lane && chat.session.waits())
                    .count();
            expect(lane.size() == waiting, lane.route() + " counts " + lane.size() + " who wait, there are " + waiting);
        }
        conserve(true);
        if (kinds.isInOrder()) {
            inOrder();
        }
        report();
    }

    /** Of several updates of one agent at the same time, that of one thread stands, and all of it. */
    private void wasGranted(RoutedAgent agent, Map<Integer, RoutedAgent.Wanted> wished) {
        Agent profile = agent.profile();
        expect(
                profile != null && wished.containsValue(new RoutedAgent.Wanted(profile, agent.status())),
                agent + " is not as anybody wished");
        expect(
                RoutedAgent.isOpen(agent.word()) == (agent.status() == AgentStatus.AVAILABLE)
                        && profile != null
                        && agent.capacity() == profile.capacityUnits(),
                agent + " is not as the profile says");
        if (profile != null) {
            profiles.put(agent, profile);
        }
    }

    private Set<Lane> lanes() {
        Set<Lane> lanes = new java.util.HashSet<>();
        chats.forEach(chat -> lanes.add(chat.session.lane()));
        return lanes;
    }

    private void check(Chat chat, Map<RoutedAgent, Integer> sums) {
        RoutedSession session = chat.session;
        List<Tangle.Hold> holds = holds(session);
        for (Tangle.Hold hold : holds) {
            sums.merge(router.agent(hold.agent()), hold.units(), Integer::sum);
            int entries = entries(router.agent(hold.agent()), session);
            expect(entries > 0, session + " is held and its agent does not know");
        }
        for (Tangle.Hold hold : reserved(session)) {
            expect(chat.told.containsKey(hold.epoch()), session + " is offered and nobody was told");
            RoutedAgent agent = router.agent(hold.agent());
            expect(RoutedAgent.isOpen(agent.word()), session + " is offered to one who takes no work");
            Agent updated = strict.get(agent);
            expect(
                    updated == null || chat.byHand || session.route().target().matches(updated),
                    session + " is offered to one who had lost the skill");
        }
        chat.told.forEach((epoch, times) -> expect(times.get() == 1, session + " was told " + times + " times"));
        chat.answered.forEach(
                (epoch, times) -> expect(times.get() == 1, session + " was answered " + times + " times"));
        if (!RoutedSession.isTangled(session.word())) {
            expect(chat.ended.get() <= 1, session + " ended " + chat.ended + " times");
            expect(session.isOver() == (chat.ended.get() == 1), session + " is lost, or over and still there");
        }
        boolean nothing = holds.isEmpty() && !session.waits();
        expect(nothing == session.isOver(), session + " neither waits nor is held nor over");
        expect(!chat.over || session.isOver(), session + " was over and does something again");
        if (session.isOver()) {
            chat.over = true;
            chat.open.clear();
        }
    }

    private static int entries(RoutedAgent agent, RoutedSession session) {
        AtomicInteger found = new AtomicInteger();
        agent.forEachHeld(one -> found.addAndGet(one == session ? 1 : 0));
        return found.get();
    }

    private static List<Tangle.Hold> holds(RoutedSession session) {
        long word = session.word();
        List<Tangle.Hold> holds = new ArrayList<>(reserved(session));
        if (RoutedSession.isTangled(word)) {
            Tangle.Hold assigned = session.tangle(word).assigned();
            if (assigned != null) {
                holds.add(assigned);
            }
        } else if (RoutedSession.stateOf(word) == RoutedSession.ASSIGNED) {
            holds.add(hold(session, word));
        }
        return holds;
    }

    private static Collection<Tangle.Hold> reserved(RoutedSession session) {
        long word = session.word();
        if (RoutedSession.isTangled(word)) {
            return session.tangle(word).reserved();
        }
        return RoutedSession.stateOf(word) == RoutedSession.OFFERED ? List.of(hold(session, word)) : List.of();
    }

    private static Tangle.Hold hold(RoutedSession session, long word) {
        return new Tangle.Hold(RoutedSession.agentOf(word), session.route().units(), RoutedSession.epochOf(word));
    }

    /** L1: nobody waits whom somebody could serve; save those who were declined, until the next call that changes anything. */
    private void conserve(boolean declinedMayWait) {
        for (Chat chat : chats) {
            RoutedSession session = chat.session;
            for (RoutedAgent agent : agents) {
                expect(
                        !session.waits()
                                || !canServe(agent, session)
                                || (declinedMayWait && session.wasDeclinedBy(agent)),
                        session + " waits and " + agent + " has room");
            }
        }
    }

    private static boolean canServe(RoutedAgent agent, RoutedSession session) {
        Agent profile = agent.profile();
        return profile != null
                && agent.status() == AgentStatus.AVAILABLE
                && session.route().target().matches(profile)
                && profile.capacityUnits() - RoutedAgent.heldOf(agent.word())
                        >= session.route().units();
    }

    /** J12: who has room is found by the hints alone. */
    private static boolean isFound(RoutedAgent agent) {
        Agent profile = agent.profile();
        Room room = agent.room(agent.word());
        if (room == null || profile == null) {
            return false;
        }
        boolean has =
                agent.status() == AgentStatus.AVAILABLE && profile.capacityUnits() > RoutedAgent.heldOf(agent.word());
        boolean found = false;
        for (int step = 0; step < Loads.STEPS; step++) {
            found |= room.best(step, 1, one -> one == agent) == agent;
        }
        return found == has;
    }

    /** S9: of two who wait in one lane, who had come before the other came is offered first. */
    private void inOrder() {
        for (Chat one : chats) {
            for (Chat other : chats) {
                if (one.session.lane() == other.session.lane()
                        && one.session.key() <= other.session.key()
                        && one.submittedBefore(other)
                        && !one.unordered
                        && !other.unordered
                        && other.begun
                        && !other.told.isEmpty()) {
                    expect(
                            !one.told.isEmpty() && first(one) < first(other),
                            other.session + " overtook " + one.session);
                }
            }
        }
    }

    private static long first(Chat chat) {
        return chat.told.keySet().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /** Makes lanes in which nobody waits, so that their hints have to grow soon. */
    private void crowd(int lanes) {
        for (int i = 0; i < lanes; i++) {
            Route route = router.route(Target.skill(new SkillId("nobody" + i % 2)), 1);
            SessionId id = new SessionId(new ConversationId("nobody"), 1);
            router.session(route, id, NOW, Duration.ofSeconds(i), null);
        }
    }

    /** Leaves a lane with places of the dead, in the way of those who come. */
    private void bury(int places) {
        for (Route route : routes) {
            for (int i = 0; i < places; i++) {
                SessionId id = new SessionId(new ConversationId("d" + i), 1);
                router.abandon(router.submit(route, id, NOW, Duration.ZERO, null, NOW), NOW);
            }
        }
        agents.forEach(agent -> update(agent, profile(agent), AgentStatus.AVAILABLE));
    }

    /** Uses so many places of the room of all agents up, whatever takes one in its order. */
    private void wearOut(int places) {
        if (inTurn) {
            RoutedAgent agent = agents.get(0);
            for (int i = 0; i < places; i++) {
                update(agent, like(agent, 3), AgentStatus.AVAILABLE);
                update(agent, like(agent, 2), AgentStatus.AVAILABLE);
            }
        } else {
            wear(router.route(Target.ANYONE, 1), places);
        }
    }

    /** Uses places up, by one thread. */
    private void wear(Route route, int gifts) {
        for (int i = 0; i < gifts; i++) {
            SessionId id = new SessionId(new ConversationId("w" + i), 1);
            RoutedSession session = router.submit(route, id, NOW, Duration.ZERO, null, NOW);
            if (!session.waits()) {
                long word = session.word();
                RoutedAgent agent = router.agent(RoutedSession.agentOf(word));
                router.accept(session, agent, RoutedSession.epochOf(word), NOW);
                router.release(session, agent, NOW);
            }
            router.abandon(session, NOW);
        }
    }

    /** Everybody who waits can be served, in the order of work, and at the end nothing is held. */
    private void end() {
        SessionId id = new SessionId(new ConversationId("last"), 1);
        router.abandon(
                router.submit(router.route(Target.skill(new SkillId("z")), 1), id, NOW, Duration.ZERO, null, NOW), NOW);
        conserve(false);
        Map<SkillId, Integer> all = Map.of(SKILLS[0], 1, SKILLS[1], 1);
        List<RoutedSession> offered = new ArrayList<>();
        for (RoutedAgent agent : agents) {
            limits.put(agent, 10_000);
        }
        Map<Long, RoutedSession> byEpoch = new TreeMap<>();
        chats.forEach(chat -> chat.told.keySet().forEach(epoch -> byEpoch.put(epoch, chat.session)));
        Set<Long> before = Set.copyOf(byEpoch.keySet());
        update(agents.get(0), new Agent(agents.get(0).id(), "agent", Set.of(), all, 1_000), AgentStatus.AVAILABLE);
        chats.forEach(chat -> chat.told.keySet().forEach(epoch -> byEpoch.put(epoch, chat.session)));
        byEpoch.forEach((epoch, session) -> {
            if (!before.contains(epoch)) {
                offered.add(session);
            }
        });
        for (int i = 1; i < offered.size(); i++) {
            expect(
                    offered.get(i - 1).key() <= offered.get(i).key(),
                    offered.get(i) + " came before " + offered.get(i - 1) + " in the order of work");
        }
        for (Chat chat : chats) {
            expect(
                    !chat.session.waits() || !chat.session.route().target().matches(profile(agents.get(0))),
                    chat.session + " still waits");
            router.abandon(chat.session, NOW);
            release(chat);
            expect(chat.session.isOver(), chat.session + " is not over");
        }
        for (RoutedAgent agent : agents) {
            expect(RoutedAgent.heldOf(agent.word()) == 0, agent + " holds something at the end");
        }
        report();
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            failures.add(otherwise);
        }
    }

    private void report() {
        if (!failures.isEmpty()) {
            throw new AssertionError(String.join("; ", failures) + "\n  " + String.join("\n  ", story));
        }
    }
}
