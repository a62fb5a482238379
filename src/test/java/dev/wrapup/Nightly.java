package dev.wrapup;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A test that is left to the night (`mvn -B verify -Dnightly`): its outcome depends on how threads
/// are scheduled or on how fast the machine is, or it repeats something smaller at length.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "nightly", matches = "true")
public @interface Nightly {}
