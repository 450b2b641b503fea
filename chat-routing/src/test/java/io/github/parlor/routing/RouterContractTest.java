package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.testing.RouterContract;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The kit must tell a broken router from a sound one, and name the promise that was broken. */
class RouterContractTest {
    static List<Arguments> faults() {
        return List.of(
                Arguments.of(BrokenRouters.Sound.class, Set.of()),
                Arguments.of(
                        BrokenRouters.OverAssigning.class,
                        Set.of(
                                "reservations_and_assignments_together_never_exceed_the_capacity()",
                                "scenario_48_of_1000_concurrent_submits_exactly_as_many_are_proposed_as_there_is_room()")),
                Arguments.of(
                        BrokenRouters.LastInFirstOut.class, Set.of("equal_sessions_are_served_first_in_first_out()")),
                Arguments.of(
                        BrokenRouters.Sleepy.class,
                        Set.of("each_kind_of_call_that_frees_capacity_lets_the_next_session_in()")),
                Arguments.of(
                        BrokenRouters.EpochBlind.class,
                        Set.of("a_reservation_is_confirmed_once_and_under_its_own_name_only()")),
                Arguments.of(BrokenRouters.PlaceLosing.class, Set.of("a_declined_session_returns_to_its_place()")),
                Arguments.of(
                        BrokenRouters.Forgetful.class,
                        Set.of("threads_that_answer_proposals_never_see_an_agent_above_the_limit_and_lose_nothing()")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_found(Class<? extends RouterContract> contract, Set<String> promises) {
        Set<String> failed = failures(contract);
        if (promises.isEmpty()) {
            assertThat(failed).isEmpty();
        } else {
            assertThat(failed).containsAll(promises);
        }
    }

    private static Set<String> failures(Class<?> contract) {
        Set<String> failed = new TreeSet<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(contract))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    failed.add(test.getDisplayName());
                }
            }
        });
        return failed;
    }
}
