package io.github.parlor.routing.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A hash table without locks, which the maps of the JDK are not. Each of its 65,536 buckets is an immutable chain that is
 * replaced as a whole; room for them is made as they are needed, 256 at a time. Thread-safe and lock-free.
 */
final class Table<K, V> {
    private static final int PAGES = 256;
    private static final int BUCKETS = 256;

    private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable Node<K, V>>> pages =
            new AtomicReferenceArray<>(PAGES);
    private final AtomicInteger size = new AtomicInteger();

    private record Node<K, V>(K key, V value, @Nullable Node<K, V> next) {}

    private static int hash(Object key) {
        return (key.hashCode() * 0x9E3779B9) >>> 16;
    }

    private AtomicReferenceArray<@Nullable Node<K, V>> page(int hash) {
        AtomicReferenceArray<@Nullable Node<K, V>> known = pages.get(hash >>> 8);
        while (known == null) {
            pages.compareAndSet(hash >>> 8, null, new AtomicReferenceArray<>(BUCKETS));
            known = pages.get(hash >>> 8);
        }
        return known;
    }

    @Nullable
    V get(K key) {
        int hash = hash(key);
        AtomicReferenceArray<@Nullable Node<K, V>> page = pages.get(hash >>> 8);
        return page == null ? null : find(page.get(hash & (BUCKETS - 1)), key);
    }

    private static <K, V> @Nullable V find(@Nullable Node<K, V> chain, K key) {
        for (Node<K, V> node = chain; node != null; node = node.next) {
            if (node.key.equals(key)) {
                return node.value;
            }
        }
        return null;
    }

    /** Returns what stands under the key now: what was there, or else the value. */
    V putIfAbsent(K key, V value) {
        int hash = hash(key);
        int bucket = hash & (BUCKETS - 1);
        AtomicReferenceArray<@Nullable Node<K, V>> buckets = page(hash);
        while (true) {
            Node<K, V> chain = buckets.get(bucket);
            V known = find(chain, key);
            if (known != null) {
                return known;
            }
            if (buckets.compareAndSet(bucket, chain, new Node<>(key, value, chain))) {
                size.getAndIncrement();
                return value;
            }
        }
    }

    /** Puts another value under the key if this very value stands under it. */
    boolean replace(K key, V value, V other) {
        return replaced(key, value, other);
    }

    /** Removes the key if this very value stands under it. */
    boolean remove(K key, V value) {
        boolean removed = replaced(key, value, null);
        if (removed) {
            size.getAndDecrement();
        }
        return removed;
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean replaced(K key, V value, @Nullable V other) {
        int hash = hash(key);
        int bucket = hash & (BUCKETS - 1);
        AtomicReferenceArray<@Nullable Node<K, V>> buckets = page(hash);
        while (true) {
            Node<K, V> chain = buckets.get(bucket);
            if (find(chain, key) != value) {
                return false;
            }
            Node<K, V> kept = other == null ? null : new Node<>(key, other, null);
            for (Node<K, V> node = chain; node != null; node = node.next) {
                if (!node.key.equals(key)) {
                    kept = new Node<>(node.key, node.value, kept);
                }
            }
            if (buckets.compareAndSet(bucket, chain, kept)) {
                return true;
            }
        }
    }

    int size() {
        return size.get();
    }

    void forEach(BiConsumer<K, V> action) {
        for (int i = 0; i < PAGES; i++) {
            AtomicReferenceArray<@Nullable Node<K, V>> page = pages.get(i);
            for (int j = 0; page != null && j < BUCKETS; j++) {
                for (Node<K, V> node = page.get(j); node != null; node = node.next) {
                    action.accept(node.key, node.value);
                }
            }
        }
    }
}
