package dev.wrapup.model;

/// A value and the place in a file that gives it.
public record Sourced<T>(T value, SourcePosition at) {}
