package io.epistle.trigger;

import io.epistle.privacy.Consent;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Whether a message may go out, asked when it is claimed. Guards stand in a fixed order and the
/// first that refuses is the one recorded: suppression, consent, the person's own pause,
/// eligibility, holdout, frequency cap and the person's own, quiet hours, lateness. Transactional
/// messages pass consent, pause, holdout, caps and quiet hours unasked.
public final class Guards {
    private static final List<Function<GuardInput, Optional<Refusal>>> MARKETING =
            List.of(
                    Guards::suppression,
                    Guards::consent,
                    Guards::pause,
                    Guards::eligibility,
                    Guards::holdout,
                    Guards::cap,
                    Guards::wish,
                    Guards::quietHours,
                    Guards::lateness);

    private static final List<Function<GuardInput, Optional<Refusal>>> TRANSACTIONAL =
            List.of(Guards::suppression, Guards::eligibility, Guards::lateness);

    private Guards() {}

    /// Asks the guards in order.
    public static GuardDecision decide(GuardInput input) {
        var guards =
                switch (input.kind()) {
                    case MARKETING -> MARKETING;
                    case TRANSACTIONAL -> TRANSACTIONAL;
                };
        for (Function<GuardInput, Optional<Refusal>> guard : guards) {
            Optional<Refusal> refusal = guard.apply(input);
            if (refusal.isPresent()) {
                return new GuardDecision.Skip(refusal.get());
            }
        }
        return new GuardDecision.Proceed();
    }

    private static Optional<Refusal> suppression(GuardInput input) {
        return input.suppressed().map(Refusal.Suppressed::new);
    }

    private static Optional<Refusal> consent(GuardInput input) {
        Optional<Consent> said = input.consent();
        if (said.map(Consent::given).orElse(false)) {
            return Optional.empty();
        }
        return said.map(Consent::topic)
                .filter(topic -> !topic.isEmpty())
                .<Refusal>map(Refusal.TopicLeft::new)
                .or(() -> Optional.of(new Refusal.NoConsent(input.purpose(), said.isPresent())));
    }

    private static Optional<Refusal> pause(GuardInput input) {
        return input.pausedUntil().filter(input.now()::isBefore).map(Refusal.Paused::new);
    }

    private static Optional<Refusal> eligibility(GuardInput input) {
        return input.eligible() ? Optional.empty() : Optional.of(new Refusal.NoLongerEligible());
    }

    private static Optional<Refusal> holdout(GuardInput input) {
        return input.heldOut() ? Optional.of(new Refusal.HeldOut()) : Optional.empty();
    }

    private static Optional<Refusal> cap(GuardInput input) {
        return input.cap()
                .flatMap(cap ->
                        cap.fullUntil(input.handedAt(), input.now())
                                .map(until -> new Refusal.CapReached(cap, until)));
    }

    private static Optional<Refusal> wish(GuardInput input) {
        return input.wished()
                .flatMap(cap ->
                        cap.fullUntil(input.handedAt(), input.now())
                                .map(until -> new Refusal.AskedForLess(cap, until)));
    }

    private static Optional<Refusal> quietHours(GuardInput input) {
        return input.quietHours()
                .flatMap(hours -> hours.quietUntil(input.now(), input.zone()))
                .map(Refusal.Quiet::new);
    }

    private static Optional<Refusal> lateness(GuardInput input) {
        return input.lateAt().filter(at -> !input.now().isBefore(at)).map(Refusal.Late::new);
    }
}
