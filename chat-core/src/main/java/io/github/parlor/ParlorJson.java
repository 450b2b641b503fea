package io.github.parlor;

import io.github.parlor.json.JsonFormat;
import io.github.parlor.json.JsonTypes;
import java.lang.invoke.MethodHandles;
import java.util.Map;

/** The JSON of what a shop is configured with and of what it answers. Thread-safe. */
public final class ParlorJson {
    private static final JsonTypes TYPES = JsonTypes.of(MethodHandles.lookup())
            .defaults(ShopSettings.class, ShopSettings.DEFAULT)
            .family(
                    Result.class,
                    Map.of(
                            "Done",
                            Result.Done.class,
                            "Repeated",
                            Result.Repeated.class,
                            "Rejected",
                            Result.Rejected.class))
            .family(
                    Resumption.class,
                    Map.of(
                            "Delta",
                            Resumption.Delta.class,
                            "Reset",
                            Resumption.Reset.class,
                            "Refused",
                            Resumption.Refused.class));

    /** What one shop has decided; what a document leaves out has its default. */
    public static final JsonFormat<ShopSettings> SETTINGS = TYPES.format(ShopSettings.class);

    /** What became of a command. */
    public static final JsonFormat<Result> RESULT = TYPES.format(Result.class);

    /** What a device has missed; a delta that would be too long for one document is asked for with a smaller limit. */
    public static final JsonFormat<Resumption> RESUMPTION = TYPES.format(Resumption.class);

    private ParlorJson() {}
}
