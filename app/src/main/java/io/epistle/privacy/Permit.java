package io.epistle.privacy;

import io.epistle.identity.PersonId;
import io.epistle.store.Turn;

import java.util.Optional;

/// The right to hand one message for one purpose to one address, made only here and only inside the
/// turn that commits the hand-over: so no message leaves that a withdrawal or a suppression in
/// front of it in the log forbids.
public final class Permit {
    /// The purpose of messages that answer something the person did, such as a receipt, which asks
    /// for no consent.
    public static final String TRANSACTIONAL = "transactional";

    private final PersonId person;
    private final AddressHash address;
    private final String purpose;

    private Permit(PersonId person, AddressHash address, String purpose) {
        this.person = person;
        this.address = address;
        this.purpose = purpose;
    }

    /// The answer to a request for a permit.
    public sealed interface Decision {
        /// It may be handed over.
        record Granted(Permit permit) implements Decision {}

        /// It may not.
        ///
        /// @param reason short, stable, for reports: `suppressed`, `no consent`, `consent
        ///   withdrawn`, `topic left`
        record Refused(String reason) implements Decision {}
    }

    /// Asks for the right to send, against everything that is in the log up to and including this
    /// turn.
    ///
    /// @param topic the topic of the message; empty where it has none
    /// @param consents what holds for the address by the person's timeline as this turn sees it,
    ///   from [Addresses#consents]
    /// @throws IllegalArgumentException where the consents are those of a person, whichever address
    ///   they gave them for
    public static Decision request(
            Turn turn,
            PersonId person,
            AddressHash address,
            String purpose,
            String topic,
            Consents consents) {
        if (!consents.isOfAddress()) {
            throw new IllegalArgumentException(
                    "found the consents of a person, expected those for the address");
        }
        if (Suppressions.get(turn, address).filter(row -> row.concerns(purpose)).isPresent()) {
            return new Decision.Refused("suppressed");
        }
        if (purpose.equals(TRANSACTIONAL)) {
            return new Decision.Granted(new Permit(person, address, purpose));
        }
        Optional<Consent> consent = consents.about(purpose, topic);
        if (consent.isEmpty()) {
            return new Decision.Refused("no consent");
        }
        if (consent.get().given()) {
            return new Decision.Granted(new Permit(person, address, purpose));
        }
        return new Decision.Refused(
                consent.get().topic().isEmpty() ? "consent withdrawn" : "topic left");
    }

    /// Whose message it is.
    public PersonId person() {
        return person;
    }

    /// Where it may go.
    public AddressHash address() {
        return address;
    }

    /// What for.
    public String purpose() {
        return purpose;
    }
}
