package io.minutebook.api.openapi;

import io.minutebook.api.Chars;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The bounds written on a type, as a schema says them. */
record Constraints(
        @Nullable Size size,
        @Nullable Chars chars,
        @Nullable Min min,
        @Nullable Max max,
        @Nullable Pattern pattern,
        boolean notBlank,
        boolean notNegative) {

    static Constraints of(AnnotatedElement declared) {
        return new Constraints(
                declared.getAnnotation(Size.class),
                declared.getAnnotation(Chars.class),
                declared.getAnnotation(Min.class),
                declared.getAnnotation(Max.class),
                declared.getAnnotation(Pattern.class),
                declared.isAnnotationPresent(NotBlank.class),
                declared.isAnnotationPresent(PositiveOrZero.class));
    }

    void applyTo(Schema<?> schema) {
        if (size != null) {
            schema.minItems(orAbsent(size.min())).maxItems(size.max());
        }
        if (chars != null) {
            schema.minLength(orAbsent(chars.min())).maxLength(chars.max());
        }
        if (notBlank && schema.getMinLength() == null) {
            schema.minLength(1);
        }
        if (min != null) {
            schema.minimum(BigDecimal.valueOf(min.value()));
        } else if (notNegative) {
            schema.minimum(BigDecimal.ZERO);
        }
        if (max != null) {
            schema.maximum(BigDecimal.valueOf(max.value()));
        }
        if (pattern != null) {
            schema.pattern("^(?:" + pattern.regexp() + ")$");
        }
    }

    private static @Nullable Integer orAbsent(int least) {
        return least == 0 ? null : least;
    }
}
