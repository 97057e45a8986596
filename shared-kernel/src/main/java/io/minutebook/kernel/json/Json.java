package io.minutebook.kernel.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How JSON is read and written everywhere: names in snake_case, times as ISO-8601 in UTC, unknown
 * fields ignored, duplicate keys refused, no value coerced into another type.
 */
public final class Json {

    /**
     * Writes every field, absent values as null: what clients read. Takes times of the years 0000
     * to 9999 alone: what clients write.
     */
    public static final JsonMapper MAPPER = builder(TimeReader.ofFourDigitYears()).build();

    /** Leaves absent values out: what is stored. */
    public static final JsonMapper COMPACT =
            builder(TimeReader.ofAllYears())
                    .changeDefaultPropertyInclusion(
                            all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private Json() {}

    private static JsonMapper.Builder builder(TimeReader timeReader) {
        SimpleModule optionals = new SimpleModule("optionals");
        optionals.setDeserializers(new OptionalReader.Finder());
        SimpleModule names = new SimpleModule("names");
        names.setDeserializerModifier(new ExactNames());
        SimpleModule times = new SimpleModule("times");
        times.addDeserializer(Instant.class, timeReader);
        return JsonMapper.builder()
                .addModule(optionals)
                .addModule(times)
                .addModule(names)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .withCoercionConfigDefaults(all -> all.setAcceptBlankAsEmpty(false))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text ->
                                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Enum,
                        name ->
                                name.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.EmptyString,
                                                CoercionAction.Fail));
    }
}
