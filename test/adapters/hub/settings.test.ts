import { expect, test } from "vitest";
import { hubSettings } from "../../../harness/adapters/hub/settings.ts";

test("without an environment, models come from the hub and lie in the user's cache", () => {
  const settings = hubSettings({}, "/home/ada");
  expect(settings).toMatchObject({
    endpoint: "https://huggingface.co",
    token: null,
    root: "/home/ada/.cache/permafrost/models",
    offline: false,
  });
});

test("the environment says otherwise; a slash too many and an empty word don't matter", () => {
  const env = {
    HF_ENDPOINT: "http://mirror/",
    HF_TOKEN: " hf_x\n",
    HARNESS_MODELS: "/big/models",
    HF_HUB_OFFLINE: "1",
  };
  expect(hubSettings(env, "/home/ada")).toMatchObject({
    endpoint: "http://mirror",
    token: "hf_x",
    root: "/big/models",
    offline: true,
  });
  expect(hubSettings({ HF_ENDPOINT: "", HF_TOKEN: "", HF_HUB_OFFLINE: "0" }, "/home/ada")).toEqual(
    hubSettings({}, "/home/ada"),
  );
});
