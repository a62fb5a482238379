package dev.wrapup.sandbox.organization;

/// A part of an organization.
public record Division(String id, String name, String description) {}
