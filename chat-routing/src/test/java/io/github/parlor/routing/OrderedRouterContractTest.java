package io.github.parlor.routing;

import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.routing.ordered.OrderedRouter;
import io.github.parlor.testing.RouterContract;

class OrderedRouterContractTest extends RouterContract {
    @Override
    protected RouterFactory factory() {
        return OrderedRouter.factory();
    }
}
