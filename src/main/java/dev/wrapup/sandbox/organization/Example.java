package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bundled organization: a mail-order contact center with undocumented, inconsistent codes. The
/// `wrapupcodes.yaml` beside the README is planned against it.
public final class Example {
  private Example() {}

  public static Organization organization() {
    return organization(Dialect.VERSIONED);
  }

  /// The same organization behind that API.
  public static Organization organization(Dialect dialect) {
    if (isCloud(dialect)) return CloudExample.organization();
    return new Organization(dialect, codes(dialect), rules(), Map.of());
  }

  /// As many codes and rules behind that API as a benchmark wants; the codes' ids are `id-0`,
  /// `id-1` and so on.
  static Organization generated(Dialect dialect, int codes, int rules) {
    if (isCloud(dialect)) return CloudExample.generated(codes, rules);
    List<LiveCode> live = new ArrayList<>(codes);
    for (int i = 0; i < codes; i++) {
      live.add(
          code(
              dialect,
              "id-" + i,
              "CODE_" + i,
              "Outcome number " + i,
              "The agent picks this after a contact of kind " + i + ", and adds a note.",
              i % 7 == 0 ? "auto" : "manual"));
    }
    List<Referrer> referrers = new ArrayList<>(rules);
    for (int i = 0; i < rules; i++) {
      Optional<String> id = Optional.of("id-" + i % Math.max(1, codes));
      referrers.add(new Referrer("routing-rule", "rule-" + i, "Rule " + i, id, Optional.empty()));
    }
    return new Organization(dialect, live, referrers, Map.of());
  }

  /// Of the API alone: tests widen the fields of a dialect.
  private static boolean isCloud(Dialect dialect) {
    return dialect.api().equals(Dialect.GENESYS_CLOUD.api());
  }

  private static final String CODES =
      """
      CALLBACK_REQUESTED | Customer Callback | Agent scheduled a callback with the customer for follow-up.
      WRONG_NUMBER | Wrong number | Caller dialled the wrong number, nothing was discussed.
      REFUND | Refund | A refund was granted on this contact.
      REFUND_DENIED | Refund denied | The customer asked for a refund and did not get one.
      ORDER_PLACED | Order placed | A new order was taken.
      ORDER_CHANGED | Order changed | Items, address or date of an open order were changed.
      ORDER_CANCELLED | Order cancelled | An open order was cancelled before it left the warehouse.
      DELIVERY_LATE | Late delivery | The parcel is late; the customer was told a new date.
      DELIVERY_LOST | Lost parcel | The parcel is lost; a search was started with the carrier.
      DELIVERY_DAMAGED | Damaged parcel | The goods arrived damaged; a return label was sent.
      RETURN_STARTED | Return started | A return label was sent.
      RETURN_RECEIVED | Return received | The customer asked whether a return has arrived.
      INVOICE_COPY | Copy of invoice | A copy of an invoice was sent.
      INVOICE_DISPUTE | Disputed invoice | The customer disputes an invoice; passed on to billing.
      PAYMENT_FAILED | Failed payment | A card or direct debit failed; another way to pay was set up.
      ADDRESS_CHANGE | Change of address | The address of the account was changed.
      ACCOUNT_CLOSED | Account closed | The customer closed the account.
      COMPLAINT | Complaint | A complaint that no other code fits.
      PRAISE | Praise | The customer praised somebody or something.
      NO_ANSWER | No answer | Outbound call, nobody answered.
      TEST_DO_NOT_USE | test |
      MISC2 | Misc (old) |
      XMAS_2024 | Christmas hotline | Only for the hotline of December 2024.
      """;

  private static List<LiveCode> codes(Dialect dialect) {
    return CODES
        .lines()
        .map(line -> line.split(" \\| ?", -1))
        .map(
            of -> {
              String routing = of[0].equals("NO_ANSWER") ? "auto" : "manual";
              return code(dialect, Organization.id(of[0]), of[0], of[1], of[2], routing);
            })
        .toList();
  }

  private static List<Referrer> rules() {
    return List.of(
        byName("Billing overflow", "Customer Callback"),
        byId("VIP callback", "CALLBACK_REQUESTED"),
        byId("Night desk", "CALLBACK_REQUESTED"),
        byId("Outbound retry", "NO_ANSWER"),
        byId("Carrier search", "DELIVERY_LOST"),
        byName("Quality sample", "Complaint"));
  }

  private static Referrer byId(String name, String code) {
    return new Referrer(
        "routing-rule",
        Organization.id("rule " + name),
        name,
        Optional.of(Organization.id(code)),
        Optional.empty());
  }

  private static Referrer byName(String name, String codeName) {
    return new Referrer(
        "routing-rule",
        Organization.id("rule " + name),
        name,
        Optional.empty(),
        Optional.of(codeName));
  }

  /// A code with what is given of the fields that there are, and the first of any other choice.
  private static LiveCode code(
      Dialect dialect, String id, String code, String name, String description, String routing) {
    Map<Field, Value> values = new HashMap<>();
    for (Field field : dialect.fields()) {
      List<String> choices = field.choices();
      if (field.isNaming()) values.put(field, new Value.Text(name));
      if (field.name().equals("description")) values.put(field, new Value.Text(description));
      if (choices.contains(routing)) values.put(field, new Value.Text(routing));
      else if (!choices.isEmpty()) values.put(field, new Value.Text(choices.getFirst()));
    }
    return new LiveCode(id, "1", code, values);
  }
}
