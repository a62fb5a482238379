package dev.wrapup.sandbox.organization;

import java.time.LocalDate;
import java.util.Optional;

/// Contacts that agents wrapped up with a code.
///
/// @param queue its id; empty for contacts of none
/// @param day when they were; empty for so many on each day
public record Contact(String code, String queue, Optional<LocalDate> day, long count) {}
