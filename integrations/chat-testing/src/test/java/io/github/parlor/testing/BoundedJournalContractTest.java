package io.github.parlor.testing;

import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.InMemoryJournal.WhenFull;
import io.github.parlor.journal.Journal;
import java.util.Set;

/** A bound that is not reached changes nothing. */
class BoundedJournalContractTest extends JournalContract {
    @Override
    protected Journal journal() {
        return InMemoryJournal.builder()
                .maxEvents(100_000)
                .whenFull(WhenFull.FORGET_ENDED)
                .build();
    }

    @Override
    protected Set<JournalCapability> capabilities() {
        return Set.of(JournalCapability.DELIVERS_BEFORE_ANSWER);
    }
}
