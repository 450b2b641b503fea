package io.github.parlor.testing;

import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import java.util.Set;

class InMemoryJournalContractTest extends JournalContract {
    @Override
    protected Journal journal() {
        return InMemoryJournal.create();
    }

    @Override
    protected Set<JournalCapability> capabilities() {
        return Set.of(JournalCapability.DELIVERS_BEFORE_ANSWER);
    }
}
