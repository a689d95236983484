package io.epistle.predict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The first recommender's answer, filled up by the second where it is short: for new people, and
/// after strict filters. With [Popularity] as the second a slot is empty only where nothing at all
/// is allowed.
///
/// Items of the second come after all of the first; scores are those of whichever chose the item.
///
/// @param first who is asked first
/// @param second who fills up
public record Refilled(Recommender first, Recommender second) implements Recommender {
    @Override
    public String name() {
        return first.name();
    }

    @Override
    public List<Recommendation> recommend(List<Interaction> history, int count, Filters filters) {
        List<Recommendation> chosen = new ArrayList<>(first.recommend(history, count, filters));
        if (chosen.size() >= count) {
            return chosen;
        }
        Set<String> known = new HashSet<>();
        chosen.forEach(recommendation -> known.add(recommendation.item()));
        // As many as are known may be doubled, so that many more are asked for.
        for (Recommendation filling : second.recommend(history, count + known.size(), filters)) {
            if (chosen.size() < count && known.add(filling.item())) {
                chosen.add(filling);
            }
        }
        return chosen;
    }
}
