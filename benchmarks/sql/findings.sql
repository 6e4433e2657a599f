-- Everything that was found, into one file.

COPY (
    FROM order_findings UNION ALL FROM parcel_findings UNION ALL FROM payment_findings
    UNION ALL FROM document_findings UNION ALL FROM return_findings UNION ALL FROM return_line_findings
    UNION ALL FROM year_findings
    UNION ALL FROM day_findings
) TO $out (FORMAT parquet, COMPRESSION zstd);
