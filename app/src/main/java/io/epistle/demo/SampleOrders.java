package io.epistle.demo;

import io.epistle.demo.InventedOrders.InventedOrder;

import java.util.Locale;

/// A small invented shop's export, so that a newcomer sees the product without data of their own.
public final class SampleOrders {
    /// The number of the first customer; the others follow.
    static final int FIRST_CUSTOMER = 20_000;

    private static final int FIRST_INVOICE = 100_000;

    private SampleOrders() {}

    /// The export as CSV, one row a line of an order, in the order of time. Same seed, same text.
    public static String csv(long seed) {
        StringBuilder csv =
                new StringBuilder(
                        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        int invoice = FIRST_INVOICE;
        for (InventedOrder order : InventedOrders.all(seed)) {
            invoice++;
            append(csv, invoice, order);
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, int invoice, InventedOrder order) {
        Shopper shopper = order.shopper();
        order.pieces()
                .forEach((product, quantity) ->
                        csv.append(
                                String.format(
                                        Locale.ROOT,
                                        "%s%d,%s,%s,%d,%s,%d.%02d,%s,%s\n",
                                        order.isRefund() ? "C" : "",
                                        invoice,
                                        product.id(),
                                        product.name(),
                                        quantity,
                                        order.at(),
                                        product.pence() / 100,
                                        product.pence() % 100,
                                        shopper.isGuest() ? "" : FIRST_CUSTOMER + shopper.number(),
                                        shopper.country())));
    }
}
