package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.queue;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.QueueId;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingCommand.Submit;
import io.github.parlor.routing.live.RoutingCommand.Transfer;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.time.Schedule;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What a queue that is full or closed does counts for sessions that overflow or are transferred into it as well. */
class QueueBoundsTest {
    private static final Demand BACKUP = Demand.of("backup");
    private static final Schedule EARLY =
            Schedule.builder(ZoneOffset.UTC).daily("09:00-12:01").build();

    /** Sessions move from sales to the backup after a minute and a half, when those hours are over. */
    private static Queue.Builder sales(Escalation... more) {
        Escalation[] all = new Escalation[more.length + 1];
        all[0] = Escalation.afterWait(seconds(90), Action.move("backup"));
        System.arraycopy(more, 0, all, 1, more.length);
        return Queue.builder("sales").escalations(all);
    }

    /** A queue for nobody who is there. */
    private static Queue backup(Escalation... escalations) {
        return Queue.builder("backup")
                .served(Requirement.skill("backup"))
                .hours(EARLY)
                .escalations(escalations)
                .build();
    }

    private static Stage stage(Queue.Builder sales, Queue... more) {
        Queue[] all = new Queue[more.length + 1];
        all[0] = sales.build();
        System.arraycopy(more, 0, all, 1, more.length);
        Stage stage = Stage.of(Stage.given(all).maxHops(2)).submit("there", BACKUP);
        stage.told();
        return stage;
    }

    private static QueueId queueOf(Stage stage, String session) {
        return stage.work(session(session)).demand().queue();
    }

    @Test
    void a_full_queue_hands_on_what_overflows_into_it() {
        Stage stage = stage(sales(), backup(Escalation.atLength(1, Action.move("third"))), Queue.of("third"));
        stage.submit("c1").at(90);
        assertThat(stage.told())
                .containsExactly(
                        "0 c1 queued sales SUBMITTED",
                        "90 c1 moved sales to backup, hop 1",
                        "90 c1 moved backup to third, hop 2");
        assertThat(stage.work(session("c1")).place().hops()).isEqualTo(2);
    }

    @Test
    void a_closed_queue_hands_on_what_overflows_into_it() {
        Stage stage = stage(
                sales(),
                Queue.builder("backup")
                        .hours(EARLY)
                        .escalations(Escalation.outOfHours(Action.move("third")))
                        .build(),
                Queue.of("third"));
        stage.submit("c1").at(90);
        assertThat(stage.told("c1")).endsWith("90 c1 moved backup to third, hop 2");
    }

    @Test
    void what_no_queue_takes_waits_on_where_it_is_until_its_queue_does_something_else() {
        for (Escalation bound :
                new Escalation[] {Escalation.atLength(1, Action.refuse()), Escalation.outOfHours(Action.refuse())}) {
            Stage stage = stage(
                    sales(
                            Escalation.afterWait(seconds(100), Action.raise(1)),
                            Escalation.afterWait(seconds(120), Action.refuse())),
                    backup(bound));
            stage.submit("c1").at(90);
            assertThat(stage.told()).containsExactly("0 c1 queued sales SUBMITTED");
            assertThat(stage.work(session("c1")).place().hops()).isZero();
            stage.at(120);
            assertThat(stage.told()).containsExactly("100 c1 raised 1", "120 c1 ended WAITED_TOO_LONG");
        }
    }

    @Test
    void of_several_actions_at_one_instant_those_behind_a_move_are_for_what_could_not_move() {
        Queue.Builder sales = sales(Escalation.afterWait(seconds(90), Action.refuse()));
        Stage full =
                stage(sales, backup(Escalation.atLength(2, Action.refuse()))).submit("c1", "c2");
        full.told();
        full.at(90);
        assertThat(full.told()).containsExactly("90 c1 moved sales to backup, hop 1", "90 c2 ended WAITED_TOO_LONG");
        assertThat(queueOf(full, "c1")).isEqualTo(queue("backup"));
    }

    @Test
    void full_queues_that_point_at_each_other_are_no_circle() {
        Stage stage = stage(
                sales(),
                backup(Escalation.atLength(1, Action.move("third"))),
                Queue.builder("third")
                        .escalations(Escalation.atLength(0, Action.move("sales")))
                        .build());
        stage.submit("c1").told();
        stage.at(3600);
        assertThat(stage.told()).isEmpty();
        assertThat(stage.waiting()).containsExactly("there", "c1");
    }

    @Test
    void a_move_that_takes_more_hops_than_are_left_does_not_happen() {
        Stage stage = stage(
                sales(),
                backup(Escalation.atLength(1, Action.move("third"))),
                Queue.builder("third")
                        .escalations(Escalation.atLength(0, Action.move("fourth")))
                        .build(),
                Queue.of("fourth"));
        stage.submit("c1").told();
        stage.at(90);
        assertThat(stage.told()).isEmpty();
        assertThat(queueOf(stage, "c1")).isEqualTo(queue("sales"));
    }

    @Test
    void what_a_full_queue_raises_is_raised_at_its_move_and_at_its_transfer() {
        Stage stage = stage(sales(), backup(Escalation.atLength(1, Action.raise(3))));
        stage.submit("c1").told();
        stage.at(90);
        assertThat(stage.told()).containsExactly("90 c1 moved sales to backup, hop 1", "90 c1 raised 3");
        assertThat(stage.waiting()).containsExactly("c1", "there");

        stage.agent("a", 1).submit("c2").told();
        stage.done(new Transfer(session("c2"), BACKUP));
        assertThat(stage.told())
                .containsExactly("90 c2 released a", "90 c2 queued backup TRANSFERRED", "90 c2 raised 3");
        assertThat(stage.work(session("c2")).place().raised()).isEqualTo(3);
    }

    @Test
    void a_transfer_to_a_full_or_closed_queue_is_refused_and_the_agent_keeps_the_session() {
        for (Escalation bound :
                new Escalation[] {Escalation.atLength(1, Action.refuse()), Escalation.outOfHours(Action.refuse())}) {
            Stage stage = stage(Queue.builder("sales"), backup(bound)).agent("a", 1);
            stage.submit("c1").at(61);
            Transfer transfer = new Transfer(session("c1"), BACKUP);
            assertThat(stage.refusal(transfer)).isEqualTo(Refusal.QUEUE_REFUSES);
            assertThat(stage.apply(transfer).detail()).isEqualTo("queue backup, where 1 wait");
            assertThat(stage.serves("a")).containsExactly("c1");
        }
    }

    @Test
    void who_comes_back_to_another_queue_that_is_full_is_refused_and_may_come_back_to_the_old_place() {
        Stage stage = stage(sales().rejoin(seconds(60)), backup(Escalation.atLength(1, Action.refuse())));
        stage.submit("c1").at(5).abandon("c1").told();
        stage.at(10);
        assertThat(stage.refusal(new Submit(session("c1"), BACKUP, stage.now())))
                .isEqualTo(Refusal.QUEUE_REFUSES);
        assertThat(stage.told()).isEmpty();
        stage.submit("c1", Demand.of("sales"));
        assertThat(stage.told()).containsExactly("10 c1 queued sales REJOINED");
    }

    @Test
    void who_comes_back_to_another_queue_is_handed_on_or_raised_as_everybody_there() {
        Stage stage = stage(
                sales().rejoin(seconds(60)),
                backup(Escalation.atLength(1, Action.move("third"))),
                Queue.builder("third")
                        .escalations(Escalation.atLength(0, Action.raise(2)))
                        .build());
        stage.submit("c1").at(5).abandon("c1").told();
        stage.at(10).submit("c1", BACKUP);
        assertThat(stage.told())
                .containsExactly("10 c1 moved backup to third, hop 1", "10 c1 queued third REJOINED", "10 c1 raised 2");
        assertThat(stage.work(session("c1")).place().orderedFrom()).isEqualTo(Stage.instant(0));
    }

    @Test
    void a_full_queue_hands_a_transfer_on() {
        Stage stage = stage(
                Queue.builder("sales"),
                backup(Escalation.atLength(1, Action.move("third"))),
                Queue.builder("third").served(Requirement.skill("x")).build());
        stage.agent("a", 1).submit("c1").told();
        stage.at(5).done(new Transfer(session("c1"), BACKUP));
        assertThat(stage.told())
                .containsExactly(
                        "5 c1 released a", "5 c1 moved backup to third, hop 1", "5 c1 queued third TRANSFERRED");
    }

    @Test
    void who_waits_in_a_full_or_closed_queue_already_may_ask_for_something_else_in_it() {
        for (Escalation bound :
                new Escalation[] {Escalation.atLength(1, Action.refuse()), Escalation.outOfHours(Action.refuse())}) {
            Stage stage = stage(Queue.builder("sales"), backup(bound)).at(61);
            stage.done(new Transfer(session("there"), BACKUP.withPriority(7)));
            assertThat(stage.told()).containsExactly("61 there queued backup TRANSFERRED");
        }
    }

    @Test
    void a_refused_transfer_takes_no_place() {
        Stage stage =
                stage(sales(), backup(Escalation.atLength(1, Action.refuse()))).agent("a", 1);
        stage.submit("c1");
        assertThat(stage.refusal(new Transfer(session("c1"), BACKUP))).isEqualTo(Refusal.QUEUE_REFUSES);
        stage.abandon("there").submit("next", BACKUP);
        assertThat(stage.refusal(new Submit(session("more"), BACKUP, stage.now())))
                .isEqualTo(Refusal.QUEUE_REFUSES);
        stage.abandon("next").done(new Transfer(session("c1"), BACKUP));
        assertThat(stage.waiting()).containsExactly("c1");
        assertThat(stage.refusal(new Submit(session("more"), BACKUP, stage.now())))
                .isEqualTo(Refusal.QUEUE_REFUSES);
    }
}
