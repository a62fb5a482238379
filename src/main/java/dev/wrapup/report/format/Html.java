package dev.wrapup.report.format;

import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Visible;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.function.Consumer;

/// An HTML document of a template. Whatever a template puts in is made visible first, then escaped
/// for the place where it stands.
final class Html {
  private Html() {}

  static String of(OutputStyle look, Consumer<HtmlTemplateOutput> template) {
    StringOutput text = new StringOutput();
    template.accept(new Escaping(text, look));
    return text.toString();
  }

  private static final class Escaping extends OwaspHtmlTemplateOutput {
    private final OutputStyle look;

    Escaping(StringOutput text, OutputStyle look) {
      super(text);
      this.look = look;
    }

    @Override
    public void writeUserContent(String theirs) {
      super.writeUserContent(Visible.text(theirs, look));
    }
  }
}
