package io.epistle.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The products of a shop at one moment. Immutable, part of the World; made by a [CatalogueFold].
public final class Catalogue {
    private final CatalogueRules rules;
    private final SortedMap<String, Product> products;

    /// A catalogue of the given products.
    ///
    /// @throws IllegalArgumentException where two have the same id
    public Catalogue(CatalogueRules rules, List<Product> products) {
        this.rules = rules;
        this.products = new TreeMap<>();
        for (Product product : products) {
            if (this.products.put(product.id(), product) != null) {
                throw new IllegalArgumentException(
                        "found product %s twice, expected it once".formatted(product.id()));
            }
        }
    }

    /// A catalogue without products, under the standard rules.
    public static Catalogue empty() {
        return new Catalogue(CatalogueRules.standard(), List.of());
    }

    /// What codes and descriptions mean here.
    public CatalogueRules rules() {
        return rules;
    }

    /// The product that an order line names, in any spelling; absent for services and for what was
    /// never sold.
    public Optional<Product> product(String productId) {
        return Optional.ofNullable(products.get(rules.canonical(productId)));
    }

    /// What to call a product, in any spelling of its id: its name, or the id itself where it is
    /// unknown.
    public String nameOf(String productId) {
        return product(productId).map(Product::name).orElse(productId);
    }

    /// All products, ascending by id.
    public List<Product> products() {
        return new ArrayList<>(products.values());
    }

    /// The number of products.
    public int size() {
        return products.size();
    }
}
