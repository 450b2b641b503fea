package io.github.parlor.json;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.time.CombinedSchedule;
import io.github.parlor.time.OpenRange;
import io.github.parlor.time.OpeningHours;
import io.github.parlor.time.Schedule;
import io.github.parlor.time.ScheduleBuilder;
import io.github.parlor.time.SpecialDay;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schedule as it stands in JSON, which schedules themselves, being no records, do not show. */
sealed interface ScheduleForm {
    Schedule toSchedule();

    /** Hours of the week; a day that is not named is closed. */
    record Hours(
            ZoneId zone,
            Map<DayOfWeek, List<OpenRange>> week,
            List<SpecialDay> specialDays,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil)
            implements ScheduleForm {
        public Hours {
            Bounds.present("zone", zone);
            week = Bounds.map("week", week, 7);
            specialDays = Bounds.list("specialDays", specialDays, OpeningHours.MAX_SPECIAL_DAYS);
            // The builder knows what is wrong; asked here, its refusal gets the place of this object.
            build(zone, week, specialDays, validFrom, validUntil);
        }

        @Override
        public Schedule toSchedule() {
            return build(zone, week, specialDays, validFrom, validUntil);
        }

        private static Schedule build(
                ZoneId zone,
                Map<DayOfWeek, List<OpenRange>> week,
                List<SpecialDay> specialDays,
                @Nullable Instant validFrom,
                @Nullable Instant validUntil) {
            ScheduleBuilder builder = Schedule.builder(zone);
            week.forEach((day, ranges) ->
                    builder.open(day, ranges.stream().map(OpenRange::toString).toArray(String[]::new)));
            specialDays.forEach(builder::special);
            if (validFrom != null) {
                builder.validFrom(validFrom);
            }
            if (validUntil != null) {
                builder.validUntil(validUntil);
            }
            return builder.build();
        }
    }

    /** Open when any part is. */
    record Union(List<ScheduleForm> parts) implements ScheduleForm {
        public Union {
            parts = checked(parts);
        }

        @Override
        public Schedule toSchedule() {
            return Schedule.union(schedules(parts));
        }
    }

    /** Open when all parts are. */
    record Intersection(List<ScheduleForm> parts) implements ScheduleForm {
        public Intersection {
            parts = checked(parts);
        }

        @Override
        public Schedule toSchedule() {
            return Schedule.intersection(schedules(parts));
        }
    }

    /** One schedule while it is valid, otherwise another. */
    record Overlay(ScheduleForm hours, ScheduleForm base) implements ScheduleForm {
        public Overlay {
            Bounds.present("hours", hours);
            Bounds.present("base", base);
        }

        @Override
        public Schedule toSchedule() {
            return hours.toSchedule().over(base.toSchedule());
        }
    }

    private static List<ScheduleForm> checked(List<ScheduleForm> parts) {
        List<ScheduleForm> copy = Bounds.list("parts", parts, CombinedSchedule.MAX_PARTS);
        Bounds.check("parts", !copy.isEmpty(), "at least one schedule", "none");
        return copy;
    }

    private static Schedule[] schedules(List<ScheduleForm> parts) {
        return parts.stream().map(ScheduleForm::toSchedule).toArray(Schedule[]::new);
    }

    static ScheduleForm of(Schedule schedule) {
        if (schedule instanceof OpeningHours hours) {
            Map<DayOfWeek, List<OpenRange>> open = new LinkedHashMap<>(hours.week());
            open.values().removeIf(List::isEmpty);
            return new Hours(
                    hours.zone(),
                    open,
                    hours.specialDays(),
                    hours.validFrom().orElse(null),
                    hours.validUntil().orElse(null));
        }
        CombinedSchedule combined = (CombinedSchedule) schedule;
        List<ScheduleForm> parts =
                combined.parts().stream().map(ScheduleForm::of).toList();
        return switch (combined.kind()) {
            case UNION -> new Union(parts);
            case INTERSECTION -> new Intersection(parts);
            case OVERRIDE -> new Overlay(parts.get(0), parts.get(1));
        };
    }

    /** Reads and writes a schedule through its form. */
    record Through(Shape<ScheduleForm> form) implements Shape<Schedule> {
        @Override
        public Schedule read(Source in) throws IOException {
            return form.read(in).toSchedule();
        }

        @Override
        public void write(Sink out, Schedule schedule) throws IOException {
            form.write(out, of(schedule));
        }
    }
}
