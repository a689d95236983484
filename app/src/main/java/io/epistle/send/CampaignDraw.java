package io.epistle.send;

import io.epistle.experiment.Arm;
import io.epistle.experiment.Assignment;
import io.epistle.experiment.Experiment;
import io.epistle.profile.Person;
import io.epistle.trigger.CampaignDefinition;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// Who gets which variant of a campaign, and who none: drawn once and for ever, without a memory.
///
/// @param assignment the hash that draws
/// @param subject the text of a person that is hashed, always the same for the same person
public record CampaignDraw(Assignment assignment, Function<Person, String> subject) {
    /// The draw of a data folder, under its own secret key: nobody can choose their variant.
    public static CampaignDraw of(Vault vault) {
        return new CampaignDraw(
                new Assignment(vault.purposeKey(HashPurpose.ASSIGNMENT)),
                person -> person.id().toString());
    }

    /// The draw of a demonstration, which anybody can repeat: the key is public, and people are
    /// hashed by what the shop calls them, so that the same orders give the same arms in every data
    /// folder.
    ///
    /// @param seed another one draws anew
    public static CampaignDraw demonstrated(long seed) {
        String key = "epistle demonstration, seed %d".formatted(seed);
        return new CampaignDraw(
                new Assignment(key.getBytes(StandardCharsets.UTF_8)), Person::knownAs);
    }

    /// The id of the variant that a person gets.
    public String variant(CampaignDefinition campaign, Person person) {
        if (campaign.variants().size() == 1) {
            return campaign.variants().getFirst().id();
        }
        List<Arm> arms =
                campaign.variants().stream()
                        .map(variant -> new Arm(variant.id(), variant.weight()))
                        .toList();
        return assignment
                .arm(subject.apply(person), new Experiment(campaign.experiment(), arms))
                .name();
    }

    /// Whether a person is held out. The holdout is drawn apart from the arms, so that it takes the
    /// same share of each.
    boolean isHeldOut(CampaignDefinition campaign, Person person) {
        String experiment = campaign.experiment() + "/holdout";
        return assignment.bucket(subject.apply(person), experiment) * 100L
                < (long) campaign.holdoutPercent() * Assignment.BUCKETS;
    }
}
