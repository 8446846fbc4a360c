/** The words of SPARQL 1.1, as its grammar lists them. */

export const KEYWORDS: readonly string[] = [
  "ADD", "ALL", "AS", "ASC", "ASK", "BASE", "BIND", "BY", "CLEAR", "CONSTRUCT", "COPY", "CREATE", "DATA", "DEFAULT", "DELETE",
  "DESC", "DESCRIBE", "DISTINCT", "DROP", "EXISTS", "FILTER", "FROM", "GRAPH", "GROUP", "HAVING", "IN", "INSERT", "INTO",
  "LIMIT", "LOAD", "MINUS", "MOVE", "NAMED", "NOT", "OFFSET", "OPTIONAL", "ORDER", "PREFIX", "REDUCED", "SELECT", "SEPARATOR",
  "SERVICE", "SILENT", "TO", "UNDEF", "UNION", "USING", "VALUES", "WHERE", "WITH",
];

export const FUNCTIONS: readonly string[] = [
  "ABS", "AVG", "BNODE", "BOUND", "CEIL", "COALESCE", "CONCAT", "CONTAINS", "COUNT", "DATATYPE", "DAY", "ENCODE_FOR_URI",
  "FLOOR", "GROUP_CONCAT", "HOURS", "IF", "IRI", "isBLANK", "isIRI", "isLITERAL", "isNUMERIC", "LANG", "LANGMATCHES", "LCASE",
  "MAX", "MD5", "MIN", "MINUTES", "MONTH", "NOW", "RAND", "REGEX", "REPLACE", "ROUND", "SAMPLE", "sameTerm", "SECONDS", "SHA1",
  "SHA256", "SHA384", "SHA512", "STR", "STRAFTER", "STRBEFORE", "STRDT", "STRENDS", "STRLANG", "STRLEN", "STRSTARTS", "STRUUID",
  "SUBSTR", "SUM", "TIMEZONE", "TZ", "UCASE", "URI", "UUID", "YEAR",
];

/** What reads as part of a query but may not be asked of a read-only endpoint; it is coloured, not offered. */
const NOT_OFFERED = new Set([
  "ADD", "CLEAR", "COPY", "CREATE", "DATA", "DELETE", "DROP", "INSERT", "INTO", "LOAD", "MOVE", "SERVICE", "SILENT", "TO",
  "USING", "WITH", "DEFAULT", "ALL",
]);

export const OFFERED_KEYWORDS = KEYWORDS.filter((word) => !NOT_OFFERED.has(word));
