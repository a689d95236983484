package io.epistle.collect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The columns of a file of orders. The synonyms are those of the UCI Online Retail sets, of
/// Shopify's, WooCommerce's and Magento's exports, and what people call them.
enum OrderField {
    /// The order's number, the same in each of its rows.
    INVOICE(
            true,
            WantedColumn.CellCheck.TEXT,
            """
            invoice invoiceno invoicenumber invoiceid order orderid orderno ordernumber ordername
            transactionid incrementid
            | name\
            """),
    /// The shop's number for the product.
    PRODUCT(
            true,
            WantedColumn.CellCheck.TEXT,
            """
            stockcode sku productid productcode productno productnumber itemid itemcode itemno
            itemnumber lineitemsku productsku
            | product item articleid articlenumber article\
            """),
    /// How many pieces; negative in cancellations.
    QUANTITY(
            true,
            WantedColumn.CellCheck.NUMBER,
            "quantity qty lineitemquantity itemquantity units pieces"),
    /// When the order was placed.
    TIME(
            true,
            WantedColumn.CellCheck.TIME,
            """
            invoicedate invoicetime orderdate ordertime orderedat createdat purchasedate purchasedat
            transactiondate datecreated
            | date time timestamp datetime\
            """),
    /// The price of one piece.
    PRICE(
            true,
            WantedColumn.CellCheck.NUMBER,
            "price unitprice lineitemprice itemprice pricepaid productprice priceperunit"),
    /// Who ordered, by the shop's number.
    CUSTOMER(
            false,
            WantedColumn.CellCheck.TEXT,
            """
            customerid customerno customernumber userid clientid buyerid
            | customer user client buyer\
            """),
    /// Who ordered, by address.
    EMAIL(
            false,
            WantedColumn.CellCheck.EMAIL,
            """
            email emailaddress customeremail useremail billingemail
            | contactemail mail\
            """),
    /// What the product was called.
    NAME(
            false,
            WantedColumn.CellCheck.TEXT,
            """
            description productname lineitemname itemname producttitle itemdescription
            productdescription
            | name title\
            """),
    /// Where the customer lives.
    COUNTRY(
            false,
            WantedColumn.CellCheck.TEXT,
            "country countrycode customercountry | shippingcountry | billingcountry"),
    /// In what the price is.
    CURRENCY(false, WantedColumn.CellCheck.TEXT, "currency currencycode ordercurrency");

    private final boolean required;
    private final WantedColumn.CellCheck check;
    private final String synonyms;
    private final String field;

    /// @param synonyms plain names between white space, groups between bars
    OrderField(boolean required, WantedColumn.CellCheck check, String synonyms) {
        this.required = required;
        this.check = check;
        this.synonyms = synonyms;
        this.field = name().toLowerCase(Locale.ROOT);
    }

    /// Its name in a mapping.
    String field() {
        return field;
    }

    /// What to look for.
    WantedColumn wanted() {
        List<List<String>> groups =
                Arrays.stream(synonyms.split("\\|"))
                        .map(group -> List.of(group.strip().split("\\s+")))
                        .toList();
        return new WantedColumn(field, required, groups, check);
    }
}
