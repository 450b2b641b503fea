package io.github.parlor.routing.live;

import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Limit;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/**
 * What an agent was given, the oldest first; of one instant by queue and channel. Kept apart by queue and channel, because
 * that is how limits count: neither one gift more nor a count looks at all that is there. Reading all of it does. Immutable.
 */
final class Gifts extends AbstractList<Capacity.Given> {
    static final Gifts NONE = new Gifts(new Row[0]);

    private static final Comparator<Capacity.Given> ORDER = Comparator.comparing(Capacity.Given::at)
            .thenComparing(Capacity.Given::queue)
            .thenComparing(Capacity.Given::channel);

    /** By queue, then channel; none is empty. */
    private final Row[] rows;

    private Gifts(Row[] rows) {
        this.rows = rows;
    }

    static Gifts copyOf(List<Capacity.Given> all) {
        if (all instanceof Gifts gifts) {
            return gifts;
        }
        Gifts copy = NONE;
        List<Capacity.Given> inOrder = new ArrayList<>(all);
        inOrder.sort(ORDER);
        for (Capacity.Given each : inOrder) {
            copy = copy.with(each, Instant.MIN);
        }
        return copy;
    }

    /** Returns this with one more, and without what is older than an instant. */
    Gifts with(Capacity.Given more, Instant from) {
        List<Row> kept = new ArrayList<>(rows.length + 1);
        int at = 0;
        Row its = new Row(more.queue(), more.channel());
        for (Row row : rows) {
            Row left = row.from(from);
            int order = row.compareTo(its);
            if (order == 0) {
                its = left;
            } else if (left.size() > 0) {
                kept.add(left);
                at += order < 0 ? 1 : 0;
            }
        }
        if (!more.at().isBefore(from)) {
            its = its.with(more.at());
        }
        if (its.size() > 0) {
            kept.add(at, its);
        }
        return new Gifts(kept.toArray(Row[]::new));
    }

    /** Returns this without one, if it is there. */
    Gifts without(Capacity.Given one) {
        List<Row> kept = new ArrayList<>(rows.length);
        for (Row row : rows) {
            Row left = row.isOf(one) ? row.without(one.at()) : row;
            if (left.size() > 0) {
                kept.add(left);
            }
        }
        return new Gifts(kept.toArray(Row[]::new));
    }

    /** Returns whether as many as a limit allows were given not before an instant. */
    boolean reach(Limit limit, Instant from) {
        int left = limit.most();
        Row last = null;
        for (Row row : rows) {
            if (limit.counts(row.queue, row.channel)) {
                left -= last == null ? 0 : last.countFrom(from);
                last = row;
            }
        }
        // Of the last one, mostly the only one, it is enough to look at one gift.
        return left <= 0 || (last != null && last.hasFrom(from, left));
    }

    /** Returns when the first was given that was not given before an instant; null if none was. */
    @Nullable
    Instant firstFrom(Instant from) {
        Instant first = null;
        for (Row row : rows) {
            int index = row.firstFrom(from);
            Instant at = index == row.size() ? null : row.at(index);
            first = at == null || (first != null && first.isBefore(at)) ? first : at;
        }
        return first;
    }

    @Override
    public Capacity.Given get(int index) {
        return all().get(index);
    }

    @Override
    public int size() {
        int size = 0;
        for (Row row : rows) {
            size += row.size();
        }
        return size;
    }

    @Override
    public boolean isEmpty() {
        return rows.length == 0;
    }

    @Override
    public Iterator<Capacity.Given> iterator() {
        return listIterator();
    }

    /** Puts all in order once, also for who compares two lists. */
    @Override
    public ListIterator<Capacity.Given> listIterator(int index) {
        return List.copyOf(all()).listIterator(index);
    }

    private List<Capacity.Given> all() {
        List<Capacity.Given> all = new ArrayList<>(size());
        for (Row row : rows) {
            for (int i = 0; i < row.size(); i++) {
                all.add(new Capacity.Given(row.queue, row.channel, row.at(i)));
            }
        }
        all.sort(ORDER);
        return all;
    }

    /**
     * What was given of one queue and channel: instants in their order, in pieces of one length, so that one more is a copy
     * of the last piece. Immutable.
     */
    private static final class Row implements Comparable<Row> {
        private static final int PIECE = 32;
        private static final Instant[][] NOTHING = {};

        private final QueueId queue;
        private final ChannelId channel;
        private final Instant[][] pieces;
        /** The place of the first in the pieces, and that after the last. */
        private final int begin;

        private final int end;

        Row(QueueId queue, ChannelId channel) {
            this(queue, channel, NOTHING, 0, 0);
        }

        private Row(QueueId queue, ChannelId channel, Instant[][] pieces, int begin, int end) {
            this.queue = queue;
            this.channel = channel;
            this.pieces = pieces;
            this.begin = begin;
            this.end = end;
        }

        @Override
        public int compareTo(Row other) {
            int byQueue = queue.compareTo(other.queue);
            return byQueue != 0 ? byQueue : channel.compareTo(other.channel);
        }

        boolean isOf(Capacity.Given given) {
            return queue.equals(given.queue()) && channel.equals(given.channel());
        }

        int size() {
            return end - begin;
        }

        Instant at(int index) {
            int place = begin + index;
            return pieces[place / PIECE][place % PIECE];
        }

        Row with(Instant more) {
            if (size() > 0 && more.isBefore(at(size() - 1))) {
                // Somebody's clock is behind.
                Instant[] all = all(size() + 1);
                int index = firstFrom(more);
                System.arraycopy(all, index, all, index + 1, size() - index);
                all[index] = more;
                return of(all);
            }
            int last = end / PIECE;
            Instant[][] longer = Arrays.copyOf(pieces, last + 1);
            longer[last] = end % PIECE == 0 ? new Instant[1] : Arrays.copyOf(pieces[last], end % PIECE + 1);
            longer[last][end % PIECE] = more;
            return new Row(queue, channel, longer, begin, end + 1);
        }

        Row without(Instant at) {
            int index = firstFrom(at);
            if (index == size() || !at(index).equals(at)) {
                return this;
            }
            if (index == size() - 1) {
                return new Row(queue, channel, pieces, begin, end - 1);
            }
            Instant[] all = all(size());
            System.arraycopy(all, index + 1, all, index, size() - 1 - index);
            return of(Arrays.copyOf(all, size() - 1));
        }

        /** Returns this without what is older. */
        Row from(Instant from) {
            if (size() == 0 || !at(0).isBefore(from)) {
                return this;
            }
            int place = begin + firstFrom(from);
            int gone = place / PIECE;
            Instant[][] left =
                    gone == 0 ? pieces : Arrays.copyOfRange(pieces, Math.min(gone, pieces.length), pieces.length);
            return new Row(queue, channel, left, place - gone * PIECE, end - gone * PIECE);
        }

        private Instant[] all(int length) {
            Instant[] all = new Instant[length];
            for (int i = 0; i < size(); i++) {
                all[i] = at(i);
            }
            return all;
        }

        private Row of(Instant[] all) {
            Instant[][] made = new Instant[(all.length + PIECE - 1) / PIECE][];
            for (int i = 0; i < made.length; i++) {
                made[i] = Arrays.copyOfRange(all, i * PIECE, Math.min(all.length, (i + 1) * PIECE));
            }
            return new Row(queue, channel, made, 0, all.length);
        }

        int countFrom(Instant from) {
            return size() - firstFrom(from);
        }

        boolean hasFrom(Instant from, int least) {
            return size() >= least && !at(size() - least).isBefore(from);
        }

        /** Returns the index of the first that was not given before, looking where the latest are. */
        int firstFrom(Instant from) {
            int high = size();
            int low = high - 1;
            for (int step = 1; low >= 0 && !at(low).isBefore(from); step *= 2) {
                high = low;
                low -= step;
            }
            low = Math.max(low, -1);
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (at(middle).isBefore(from)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return high;
        }
    }
}
