# Makes the dictionary resource from DCMTK's dicom.dic (see docs/decisions/0002-dictionary.md):
#   awk -f render-engine/src/dictionary/generate.awk /usr/share/libdcmtk*/dicom.dic | LC_ALL=C sort \
#     > render-engine/src/main/resources/dev/lightbox/engine/dicom/dictionary.txt
# One line an attribute: tag, VR, VM, keyword. A repeating group is written once, with xx for what repeats (50xx, 60xx).
# The VRs xs, ox, px, lt, up and na are DCMTK's names for "US or SS" and the like; Dictionary.java says what becomes of them.
BEGIN { FS = "\t" }
/^#/ || $5 !~ /^DICOM/ { next }
{
    keyword = $3; sub(/^RETIRED_/, "", keyword)
    tag = $1; gsub(/[(),]/, "", tag)
    if (tag ~ /^(50|60)00-..FF/) tag = substr(tag, 1, 2) "xx" substr(tag, 10)
    if (tag !~ /^[0-9A-Fx]*$/ || length(tag) != 8) next   # 0020,3100-31FF and 7F00-7FFF: retired before 1993, left out
    print tag, $2, $4, keyword
}
