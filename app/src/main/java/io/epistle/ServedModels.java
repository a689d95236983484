package io.epistle;

import io.epistle.predict.Models;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// What a server recommends by: trained beside it when it starts, and anew in front of every
/// campaign that is run. Training that failed is tried again by whoever needs it next.
final class ServedModels {
    private final Supplier<Models> training;
    private volatile CompletableFuture<Models> current;

    private ServedModels(Supplier<Models> training, CompletableFuture<Models> current) {
        this.training = training;
        this.current = current;
    }

    /// Models that `beside` trains on what is known.
    static ServedModels train(Engine engine, Executor beside) {
        return train(() -> train(engine), beside);
    }

    private static Models train(Engine engine) {
        return Models.train(engine.store, engine.reader, engine.now(), CampaignWorker.SEED);
    }

    /// Models that `beside` trains.
    static ServedModels train(Supplier<Models> training, Executor beside) {
        return new ServedModels(training, CompletableFuture.supplyAsync(training, beside));
    }

    /// Models that were trained already.
    static ServedModels of(Engine engine, Models trained) {
        return new ServedModels(() -> train(engine), CompletableFuture.completedFuture(trained));
    }

    /// Trains on what is known now; the earlier ones serve until that is done.
    void renew() {
        current = CompletableFuture.completedFuture(training.get());
    }

    /// The models, waited for.
    Models await() {
        CompletableFuture<Models> trained = current;
        return trained.isCompletedExceptionally() ? again() : trained.join();
    }

    private synchronized Models again() {
        if (current.isCompletedExceptionally()) {
            renew();
        }
        return current.join();
    }

    /// The models once they are trained.
    Optional<Models> known() {
        CompletableFuture<Models> trained = current;
        return trained.state() == Future.State.SUCCESS
                ? Optional.of(trained.resultNow())
                : Optional.empty();
    }
}
