package io.github.parlor.triggers;

import io.github.parlor.triggers.Explanation.Blocker;
import io.github.parlor.triggers.Explanation.Standing;
import java.util.ArrayList;
import java.util.List;

/** Goes through what a rule is asked in the order in which {@link Turn} asks it, and says where it ends. */
record Explainer(TriggerRules rules, Facts facts) {

    Explanation explain(Trigger trigger) {
        VisitorState state = facts.state();
        List<Blocker> blockers = new ArrayList<>();
        addBlockers("conditions", trigger.conditions(), blockers);
        Standing standing = standing(trigger, blockers);
        VisitorState.Refused refused = standing == Standing.CLOSED ? state.refused.get(trigger.id()) : null;
        return new Explanation(
                trigger.id(),
                standing,
                blockers,
                refused == null ? null : refused.at(),
                standing == Standing.PAUSED ? Turn.pauseEnd(rules, state) : null,
                refused == null ? null : refused.reason());
    }

    private Standing standing(Trigger trigger, List<Blocker> blockers) {
        VisitorState state = facts.state();
        if (!trigger.enabled()) {
            return Standing.DISABLED;
        } else if (state.invitedBy.contains(trigger.id())) {
            return Standing.HAS_INVITED;
        } else if (state.invitedBy.size() >= rules.invitationsPerVisit()) {
            return Standing.LIMIT_REACHED;
        } else if (!Turn.mayInvite(rules, state)) {
            return Standing.PAUSED;
        } else if (!blockers.isEmpty()) {
            return Standing.CONDITION;
        }
        return state.refused.containsKey(trigger.id()) ? Standing.CLOSED : Standing.READY;
    }

    private void addBlockers(String path, List<Condition> conditions, List<Blocker> found) {
        for (int i = 0; i < conditions.size(); i++) {
            addBlockers(path + "[" + i + "]", conditions.get(i), found);
        }
    }

    private void addBlockers(String path, Condition condition, List<Blocker> found) {
        Truth truth = facts.holds(condition);
        if (truth == Truth.TRUE) {
            return;
        }
        if (condition instanceof Condition.All || condition instanceof Condition.Any) {
            addBlockers(path + ".conditions", condition.parts(), found);
        } else {
            found.add(new Blocker(path, condition, truth, facts.seen(condition), facts.due(condition)));
        }
    }
}
