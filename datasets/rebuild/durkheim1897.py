"""Prussian provinces, typed from print: Durkheim (1897), book 2, chapter 2, and the census of 1890."""

import pandas as pd

COLUMNS = ["province", "band", "suicides_per_million", "population", "protestant", "catholic", "jewish"]

# Suicides: yearly per million inhabitants, 1883-90. Counts: census of 1 December 1890, as printed in
# Brockhaus, 14th edition, volume 13, page 387.
ROWS = [
    ("Saxony", "over 90 %", 309.4, 2_580_010, 2_383_561, 183_233, 7_949),
    ("Schleswig", "over 90 %", 312.9, 1_219_523, 1_190_793, 21_807, 3_571),
    ("Pomerania", "over 90 %", 171.5, 1_520_889, 1_476_300, 27_476, 12_246),
    ("Hanover", "68-89 %", 212.3, 2_278_361, 1_970_091, 287_476, 15_112),
    ("Hesse", "68-89 %", 200.3, 1_664_426, 1_156_457, 455_477, 44_543),
    ("Brandenburg and Berlin", "68-89 %", 296.3, 4_120_577, 3_783_866, 225_317, 93_061),
    ("East Prussia", "68-89 %", 171.3, 1_958_663, 1_675_792, 257_159, 14_411),
    ("West Prussia", "40-50 %", 123.9, 1_433_681, 681_195, 717_532, 21_750),
    ("Silesia", "40-50 %", 260.2, 4_224_458, 1_921_216, 2_247_890, 48_003),
    ("Westphalia", "40-50 %", 107.5, 2_428_661, 1_152_985, 1_250_603, 19_172),
    ("Posen", "28-32 %", 96.4, 1_751_642, 542_013, 1_164_067, 44_346),
    ("Rhineland", "28-32 %", 100.3, 4_710_391, 1_295_673, 3_351_864, 47_234),
    ("Hohenzollern", "28-32 %", 90.1, 66_085, 2_507, 62_917, 661),
]


def table() -> pd.DataFrame:
    """Return 13 provinces in Durkheim's order; the share of Protestants is computed to two decimals."""
    provinces = pd.DataFrame(ROWS, columns=COLUMNS)
    share = 100 * provinces["protestant"] / provinces["population"]
    return provinces.assign(protestant_percent=share.round(2))
