"""Whole calls from the other brands, one gateway for all of them, with callers by each brand's documentation."""

import unittest

from brands import BrandApi, Plivo, SignalWire, Telnyx
from caller import Call, Number, Person, Speech, voice
from gateway import DIAL_IN, Gateway

PIN = "8352604917"
HOUR = 3_600_000
BRANDS = (SignalWire(), Telnyx(), Plivo())


class BrandsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway()
        cls.addClassCleanup(cls.gateway.close)
        cls.apis = {brand.name: BrandApi(brand) for brand in BRANDS}
        for brand in BRANDS:
            cls.addClassCleanup(cls.apis[brand.name].close)
            cls.gateway.environment |= brand.settings(cls.apis[brand.name].base)
        cls.gateway.add_workspace("Lopez Roofing", "--delete-at-provider", "on")
        cls.gateway.add_job("Roof repair", "12")
        cls.ids = {brand.name: cls.gateway.add_employee(f"Worker {brand.name}", PIN) for brand in BRANDS}
        cls.gateway.start()

    def call(self, brand, **answers):
        url = f"{self.gateway.url}/voice/{brand.name}"
        number = Number(url, f"{url}/status", DIAL_IN, brand.account, "", self.apis[brand.name], brand=brand)
        given = {"id": self.ids[brand.name] + "#", "pin": PIN + "#", "name": Speech(voice("maria-lopez"))}
        given["next_job"] = "#"
        call = Call(number, Person(**(given | answers))).place()
        self.assertEqual(call.complaints, [], call.words)
        return call

    def entries(self, brand):
        return [entry for entry in self.gateway.entries() if entry["employee"] == f"Worker {brand.name}"]

    def test_a_shift_with_a_job_and_both_voice_checks(self):
        for brand in BRANDS:
            with self.subTest(brand.name):
                call = self.call(brand, job="12#")
                self.assertIn("Job: Roof repair.", call.words)
                self.gateway.move_past(8 * HOUR)
                call = self.call(brand)
                self.assertIn("Clocked out at", call.words)

                def settled(brand=brand):
                    checks = [check["status"] for entry in self.entries(brand) for check in entry["voice_checks"]]
                    return checks == ["stored", "stored"]

                self.gateway.wait_for("both voice checks are stored", settled)
                recordings = self.apis[brand.name].recordings.values()
                deleted = lambda recordings=recordings: all(r.deleted for r in recordings)
                self.gateway.wait_for("the provider's copies are deleted", deleted)
                self.assertEqual([entry["job_code"] for entry in self.entries(brand)], ["12"])
                self.gateway.move_past(8 * HOUR)

    def test_no_job_and_a_hang_up_while_recording(self):
        for brand in BRANDS:
            with self.subTest(brand.name):
                before = len(self.entries(brand))
                call = self.call(brand, job="#", name=Speech(voice("maria-lopez"), hang_up=True))
                self.assertEqual(call.ended, "hung up", call.words)
                self.assertIn("Clocked in at", call.words)
                self.assertEqual(len(self.entries(brand)), before + 1)
                self.gateway.move_past(8 * HOUR)
                self.call(brand)
                self.gateway.move_past(8 * HOUR)

    def test_nobody_else_is_believed(self):
        for brand in BRANDS:
            with self.subTest(brand.name):
                stranger = type(brand)()
                stranger.key, stranger.pair = "another key", None
                if brand.name == "telnyx":
                    stranger.pair = type(brand.pair)(bytes(32))
                url = f"{self.gateway.url}/voice/{brand.name}"
                number = Number(url, None, DIAL_IN, brand.account, "", self.apis[brand.name], brand=stranger)
                call = Call(number, Person()).place()
                self.assertEqual((call.ended, call.answers[0].status, call.answers[0].body), ("failed", 403, b""))


if __name__ == "__main__":
    unittest.main()
