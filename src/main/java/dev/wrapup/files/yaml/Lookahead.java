package dev.wrapup.files.yaml;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.scanner.Scanner;
import org.snakeyaml.engine.v2.tokens.Token;

/// The tokens of a scanner, the next one looked up once. The parser asks what it is about ten times
/// for each, and snakeyaml-engine's scanner (3.0.1, ScannerImpl) would walk through its possible
/// keys each time.
final class Lookahead implements Scanner {
  private final Scanner scanner;
  private @Nullable Token next;

  Lookahead(Scanner scanner) {
    this.scanner = scanner;
  }

  @Override
  public boolean checkToken(Token.ID choice) {
    return peekToken().getTokenId() == choice;
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    Token.ID id = peekToken().getTokenId();
    for (Token.ID choice : choices) {
      if (id == choice) return true;
    }
    return choices.length == 0;
  }

  @Override
  public Token peekToken() {
    Token token = next;
    if (token == null) {
      token = scanner.peekToken();
      next = token;
    }
    return token;
  }

  @Override
  public boolean hasNext() {
    return scanner.hasNext();
  }

  @Override
  public Token next() {
    next = null;
    return scanner.next();
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }
}
