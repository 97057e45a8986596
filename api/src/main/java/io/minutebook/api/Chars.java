package io.minutebook.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many characters a text has. They are counted as code points, as JSON Schema counts
 * them, so that a bound is the same for every script; Bean Validation's own {@code Size} counts an
 * emoji twice.
 */
@Constraint(validatedBy = Chars.Counted.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Chars {

    int min() default 0;

    int max();

    String message() default "must have {min} to {max} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check. */
    final class Counted implements ConstraintValidator<Chars, String> {

        private int min;
        private int max;

        @Override
        public void initialize(Chars bounds) {
            min = bounds.min();
            max = bounds.max();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            int count = text.codePointCount(0, text.length());
            return count >= min && count <= max;
        }
    }
}
