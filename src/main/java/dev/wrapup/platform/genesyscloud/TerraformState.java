package dev.wrapup.platform.genesyscloud;

import dev.wrapup.model.source.BoundedFile;
import dev.wrapup.model.text.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The wrap-up codes in a state file of Terraform or OpenTofu: the resources that the vendor's
/// provider manages, in modules and of a `for_each` too. Version 4 of the format alone, which both
/// write (Terraform 1.11.4, seen 2026-11-28). The file is read as a stream: a state has secrets,
/// and everything else that an organization has.
public final class TerraformState {
  private static final String TYPE = "genesyscloud_routing_wrapupcode";
  private static final int VERSION = 4;
  private static final int MOST_BYTES = 256 * 1024 * 1024;
  private static final int MOST_CODES = 200_000;

  private final JsonParser json;
  private final Map<String, String> codes = new LinkedHashMap<>();
  private int version;

  private TerraformState(JsonParser json) {
    this.json = json;
  }

  /// Reads the name of each code, by its id; the name is empty if the file doesn't tell it.
  ///
  /// @throws IllegalArgumentException with what is wrong, for people
  public static Map<String, String> codes(Path file) {
    byte[] bytes;
    try {
      bytes = BoundedFile.read(file, MOST_BYTES);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
      return new TerraformState(json).read();
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not JSON, or not all of it", e);
    }
  }

  private Map<String, String> read() {
    json.nextToken();
    properties(
        name -> {
          if (name.equals("version")) version = json.getValueAsInt();
          if (name.equals("resources")) items(() -> new Resource().read());
        });
    boolean isOne = json.nextToken() == null && version == VERSION;
    if (!isOne) throw new IllegalArgumentException("it is no state of version " + VERSION);
    if (codes.isEmpty()) throw new IllegalArgumentException("it has no " + TYPE);
    return codes;
  }

  /// One resource, with an instance for each of its keys. Its properties may be in any order.
  private final class Resource {
    private final Map<String, String> instances = new LinkedHashMap<>();
    private String mode = "";
    private String type = "";
    private String id = "";
    private String name = "";

    void read() {
      properties(
          property -> {
            switch (property) {
              case "mode" -> mode = text();
              case "type" -> type = text();
              case "instances" -> items(this::instance);
              default -> {}
            }
          });
      if (mode.equals("managed") && type.equals(TYPE)) codes.putAll(instances);
      if (codes.size() > MOST_CODES) {
        throw new IllegalArgumentException("it has more than " + Words.count(MOST_CODES, "code"));
      }
    }

    /// Its attributes are flat where the state was upgraded from an older version.
    private void instance() {
      id = "";
      name = "";
      properties(
          property -> {
            if (property.startsWith("attributes")) properties(this::attribute);
          });
      if (!id.isEmpty() && instances.size() <= MOST_CODES) instances.put(id, name);
    }

    private void attribute(String attribute) {
      if (attribute.equals("id")) id = text();
      if (attribute.equals("name")) name = text();
    }
  }

  private String text() {
    return json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : "";
  }

  /// Reads each property of the object that begins here; what isn't read is skipped.
  private void properties(Consumer<String> property) {
    if (json.currentToken() != JsonToken.START_OBJECT) return;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      property.accept(name);
      json.skipChildren();
    }
  }

  /// The same of a list.
  private void items(Runnable item) {
    if (json.currentToken() != JsonToken.START_ARRAY) return;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      item.run();
      json.skipChildren();
    }
  }
}
