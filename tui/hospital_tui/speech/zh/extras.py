"""可选部分：各带来什么。"""

WORDS: dict[str, str] = {
    "doctor.extras": "可选部分",
    "doctor.brings.pdf": "读 PDF 报纸版面，8 MB",
    "doctor.brings.xlsx": "写电子表格",
    "doctor.brings.parquet": "写 Parquet；大批整理时的分片，45 MB",
    "doctor.brings.cluster": "在 dask 集群上大批整理",
    "doctor.brings.web": "在浏览器里用（serve），6 MB",
    "doctor.brings.office": "读旧版 Word 和 WPS 文档（.doc .wps）",
    "detail.place": "版面位置",
    "detail.on_page": "第 {page} 页，距左 {left}–{right}、距上 {top}–{bottom} 毫米",
}
