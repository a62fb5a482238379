package dev.wrapup;

import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.util.ArrayList;
import java.util.List;

/// Sandboxes that are stopped together.
public final class Sandboxes implements AutoCloseable {
  private final List<Sandbox> started = new ArrayList<>();

  public Sandbox start(Organization organization, Settings settings) {
    started.add(Sandbox.start(organization, settings));
    return started.getLast();
  }

  @Override
  public void close() {
    started.forEach(Sandbox::close);
  }
}
