package io.github.parlor.benchmarks;

import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.id.ClientKey;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What one thread writes and where: conversations by Zipf's law with exponent 0.5 (of 1,024 the busiest gets 1.6 % of the
 * messages), every message under a key of its own, as an application would send it. Single-owner.
 */
@State(Scope.Thread)
public class Pen {
    static final int CONVERSATIONS = 1_024;

    private static final int ROUND = 1 << 14;
    private static final double EXPONENT = 0.5;
    static final String TEXT = "It does, and in green from next week on. Shall I put one aside?";

    private int[] places = places(new SplittableRandom(0));
    private String prefix = "0-";
    private long turn;

    /** One message on its way. */
    record Letter(int conversation, long turn, PostMessage message) {}

    /** Gives each thread its own order and its own keys. */
    @Setup
    public void take(ThreadParams thread) {
        places = places(new SplittableRandom(thread.getThreadIndex()));
        prefix = thread.getThreadIndex() + "-";
    }

    Letter next() {
        int place = places[(int) turn & (ROUND - 1)];
        return new Letter(place, turn, message(turn++));
    }

    PostMessage message(long number) {
        return PostMessage.text(TEXT).withKey(new ClientKey(ServedShop.DEVICE, prefix + number));
    }

    private static int[] places(SplittableRandom random) {
        double[] upTo = new double[CONVERSATIONS];
        double sum = 0;
        for (int i = 0; i < CONVERSATIONS; i++) {
            sum += Math.pow(i + 1, -EXPONENT);
            upTo[i] = sum;
        }
        int[] places = new int[ROUND];
        for (int i = 0; i < ROUND; i++) {
            int found = java.util.Arrays.binarySearch(upTo, random.nextDouble() * sum);
            places[i] = found < 0 ? -found - 1 : found;
        }
        return places;
    }
}
