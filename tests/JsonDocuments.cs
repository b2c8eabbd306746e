using Newtonsoft.Json.Linq;

namespace RaceModel.Tests;

/// <summary>What tests do with JSON.</summary>
internal static class JsonDocuments
{
    /// <summary>The document, from which a key has been taken.</summary>
    public static JObject Without(this JObject document, string key)
    {
        document.Remove(key);
        return document;
    }
}
