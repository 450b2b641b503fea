package io.github.parlor.routing;

import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.testing.RouterContract;
import org.junit.jupiter.api.Nested;

class SkillRouterContractTest {
    @Nested
    class LeastRecentlyGiven extends RouterContract {
        @Override
        protected RouterFactory factory() {
            return SkillRouter.factory();
        }
    }

    @Nested
    class InTurn extends RouterContract {
        @Override
        protected RouterFactory factory() {
            return SkillRouter.factory(SkillRouter.AgentOrder.IN_TURN);
        }
    }
}
