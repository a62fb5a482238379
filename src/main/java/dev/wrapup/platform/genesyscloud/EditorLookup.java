package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.response.Reply;
import dev.wrapup.model.Editor;
import dev.wrapup.platform.Entity;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Resolves editor ids to this client or a user; other clients stay ids.
final class EditorLookup {
  /// The most users to resolve.
  private static final int MOST = 20;

  private static final String OWN = "/api/v2/tokens/me";
  private static final String USERS = "/api/v2/users/";

  private final ApiClient client;
  private final Map<String, Editor> known = new HashMap<>();

  private EditorLookup(ApiClient client) {
    this.client = client;
  }

  static Map<String, Editor> of(ApiClient client, Collection<String> ids) {
    if (ids.isEmpty()) return Map.of();
    EditorLookup people = new EditorLookup(client);
    try {
      people.read(ids);
    } catch (HttpFailure e) {
      if (e.kind() == HttpFailure.Kind.OUT_OF_TIME) throw e;
    }
    return people.known;
  }

  /// The id of this client; empty if the API doesn't give it.
  static Optional<String> own(ApiClient client) {
    return ask(OWN, path -> Optional.of(client.get(path, "of a user")), EditorLookup::clientOf);
  }

  private void read(Collection<String> ids) {
    ask(OWN, client::getOnce, EditorLookup::clientOf)
        .filter(ids::contains)
        .ifPresent(own -> known.put(own, new Editor.Ourselves()));
    List<String> others =
        ids.stream().distinct().filter(id -> !known.containsKey(id)).limit(MOST).toList();
    for (String id : others) {
      String path = USERS + UrlSegment.of(id);
      ask(path, client::getOnce, EditorLookup::nameOf)
          .ifPresent(name -> known.put(id, new Editor.Person(name)));
    }
  }

  /// An optional value from a response; empty if it can't be read.
  private static Optional<String> ask(
      String path, Function<String, Optional<Reply>> get, Page.Reader<Optional<String>> reader) {
    try {
      return get.apply(path)
          .filter(Reply::isSuccess)
          .flatMap(reply -> Page.one(reply, path, reader));
    } catch (IncompleteCatalogException e) {
      return Optional.empty();
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      return Optional.empty();
    }
  }

  private static Optional<String> nameOf(Entity user) {
    user.texts("name");
    return user.optional("name").filter(name -> !name.isBlank());
  }

  private static Optional<String> clientOf(Entity token) {
    token.each(part -> part.equals("OAuthClient") && token.object(part, "id"));
    return token.optional("OAuthClient.id");
  }
}
