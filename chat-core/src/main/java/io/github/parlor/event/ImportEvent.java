package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import java.util.Map;

/** What concerns the import of another system's log as a whole; recorded in a stream of its own. */
public sealed interface ImportEvent extends ChatEvent {
    /**
     * A log was read to its end. Its sessions are recorded in their conversations; this tells what they do not show.
     *
     * @param source name of the log
     * @param rows all data rows, whatever became of them
     * @param repaired rows that were damaged and could be read all the same
     * @param rejected rows that could not be read
     * @param phantom rows that the log itself marks as not being a contact
     * @param rowsByPurpose readable rows, phantoms included, by purpose; at most 256 purposes
     * @param phantomByPurpose phantoms by purpose
     */
    record ImportFinished(
            String source,
            long rows,
            long repaired,
            long rejected,
            long phantom,
            Map<String, Long> rowsByPurpose,
            Map<String, Long> phantomByPurpose)
            implements ImportEvent {
        public ImportFinished {
            Bounds.id("source", source);
            Bounds.range("rows", rows, 0, Long.MAX_VALUE);
            Bounds.range("repaired", repaired, 0, rows);
            Bounds.range("rejected", rejected, 0, rows);
            Bounds.range("phantom", phantom, 0, rows);
            rowsByPurpose = byPurpose("rowsByPurpose", rowsByPurpose, rows);
            phantomByPurpose = byPurpose("phantomByPurpose", phantomByPurpose, phantom);
        }

        private static Map<String, Long> byPurpose(String field, Map<String, Long> counts, long max) {
            Map<String, Long> copy = Bounds.map(field, counts, 256);
            copy.forEach((purpose, count) -> {
                Bounds.id(field + " key", purpose);
                Bounds.range(field + "." + purpose, count, 0, max);
            });
            return copy;
        }
    }
}
