#!/usr/bin/env bash
# Makes the two faces beside this script from Noto Sans' variable font: `bash subset.sh "NotoSans[wdth,wght].ttf"`.
# Needs fonttools on the path.
set -Eeuo pipefail

readonly variable=$1
readonly here=$(cd "$(dirname "$0")" && pwd)
readonly latin="U+0020-007E,U+00A0-017F,U+0218-021B"
readonly cyrillic="U+0400-045F,U+048A-04FF"
readonly signs="U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+20AC,U+20B4,U+20BD,U+2116,U+2122,U+2212,U+FFFD"

face() {
    local weight=$1 file=$2 static
    static=$(mktemp --suffix .ttf)
    fonttools varLib.instancer --quiet --update-name-table --output "$static" "$variable" wght="$weight" wdth=100
    fonttools subset "$static" --unicodes="$latin,$cyrillic,$signs" --layout-features=kern,mark,ccmp,locl,tnum \
        --no-hinting --desubroutinize --name-IDs=0,1,2,3,4,5,6,13,14,16,17 --output-file="$here/$file"
    rm "$static"
}

face 400 NotoSans-Regular.ttf
face 600 NotoSans-SemiBold.ttf
