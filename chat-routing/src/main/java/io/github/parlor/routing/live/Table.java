package io.github.parlor.routing.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A hash table without locks for keys that have no order, of which there are hundreds rather than millions. Each bucket is an
 * immutable chain that is replaced as a whole; their number is fixed. Thread-safe and lock-free.
 */
final class Table<K, V> {
    private static final int BUCKETS = 256;

    private final AtomicReferenceArray<@Nullable Node<K, V>> buckets = new AtomicReferenceArray<>(BUCKETS);
    private final AtomicInteger size = new AtomicInteger();

    private record Node<K, V>(K key, V value, @Nullable Node<K, V> next) {}

    private static int bucket(Object key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash >>> 24;
    }

    @Nullable
    V get(K key) {
        return find(buckets.get(bucket(key)), key);
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
        int bucket = bucket(key);
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

    /** Removes the key if this very value stands under it. */
    @SuppressWarnings("ReferenceEquality")
    void remove(K key, V value) {
        int bucket = bucket(key);
        while (true) {
            Node<K, V> chain = buckets.get(bucket);
            if (find(chain, key) != value) {
                return;
            }
            Node<K, V> kept = null;
            for (Node<K, V> node = chain; node != null; node = node.next) {
                if (!node.key.equals(key)) {
                    kept = new Node<>(node.key, node.value, kept);
                }
            }
            if (buckets.compareAndSet(bucket, chain, kept)) {
                size.getAndDecrement();
                return;
            }
        }
    }

    int size() {
        return size.get();
    }

    void forEach(BiConsumer<K, V> action) {
        for (int i = 0; i < BUCKETS; i++) {
            for (Node<K, V> node = buckets.get(i); node != null; node = node.next) {
                action.accept(node.key, node.value);
            }
        }
    }
}
