package io.epistle.send;

import io.epistle.identity.PersonId;
import io.epistle.privacy.AddressHash;
import io.epistle.privacy.Addresses;
import io.epistle.profile.Person;
import io.epistle.trigger.CampaignDefinition;
import io.epistle.vault.Vault;

import java.time.Instant;

/// To whom a message of a campaign is planned.
///
/// @param person for whom
/// @param address the hash of the address; who has none that counts gets a row as well, under a
///   hash of their own, so that the ledger tells why they got nothing
/// @param variant the arm of the experiment
record Addressed(PersonId person, AddressHash address, String variant) {
    private static final String NO_ADDRESS = "no address of ";

    static Addressed of(
            CampaignDefinition campaign,
            Person person,
            Instant now,
            Vault vault,
            CampaignDraw draw) {
        AddressHash address =
                Addresses.of(person.timeline(), now)
                        .forMail(campaign.purpose(), campaign.topic())
                        .map(email -> AddressHash.of(vault, email))
                        .orElseGet(() -> AddressHash.of(vault, NO_ADDRESS + person.id()));
        return new Addressed(person.id(), address, draw.variant(campaign, person));
    }
}
