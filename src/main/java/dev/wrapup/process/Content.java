package dev.wrapup.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// A result that is written as it comes about: some don't fit the memory.
public interface Content {
  void writeTo(OutputStream out) throws IOException;

  static Content of(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  static Content written(Text text) {
    return out -> {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      text.writeTo(writer);
      writer.flush();
    };
  }

  /// The same, let go once it is whole, so that nothing of it stands before the error that it may
  /// end with.
  default Content held() {
    return out -> {
      HeldOutput whole = new HeldOutput();
      writeTo(whole);
      whole.releaseTo(out);
    };
  }

  /// A text that is written as it comes about.
  interface Text {
    void writeTo(Writer out) throws IOException;
  }
}
