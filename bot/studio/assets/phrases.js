// What CodeMirror says to a reader. Its own English holds for "en".

export const PHRASES = {
  th: {
    "Control character": "อักขระควบคุม", "Selection deleted": "ลบส่วนที่เลือกแล้ว", "Folded lines": "บรรทัดที่พับไว้", "Unfolded lines": "บรรทัดที่คลี่แล้ว",
    "Fold line": "พับบรรทัด", "Unfold line": "คลี่บรรทัด", "folded code": "โค้ดที่พับไว้", unfold: "คลี่", to: "ถึง",
    Completions: "คำแนะนำ", Diagnostics: "ผลการตรวจ", "No diagnostics": "ไม่พบปัญหา",
    Find: "ค้นหา", Replace: "แทนที่", next: "ถัดไป", previous: "ก่อนหน้า", all: "ทั้งหมด", "match case": "ตรงตัวพิมพ์", regexp: "regexp", "by word": "ทั้งคำ",
    replace: "แทนที่", "replace all": "แทนที่ทั้งหมด", close: "ปิด", "current match": "ที่พบนี้", "on line": "บรรทัด", "replaced $ matches": "แทนที่แล้ว $ แห่ง",
    "replaced match on line $": "แทนที่แล้วในบรรทัด $", "Go to line": "ไปที่บรรทัด", go: "ไป",
  },
};
