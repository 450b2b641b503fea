package io.github.parlor.routing;

import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.testing.RouterContract;

class SerializedRouterTest extends RouterContract {
    @Override
    protected RouterFactory factory() {
        return PlainRouter.factory();
    }
}
