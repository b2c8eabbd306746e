using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace RaceModel.Tests.Reporting;

/// <summary>
/// Checks a document against the keywords of JSON Schema (draft 2020-12) that the shipped schemas use. It fails on a keyword that it
/// does not know, so no rule of a schema goes unchecked.
/// </summary>
internal sealed class SchemaValidator(JObject schema)
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "title", "description", "$defs", "default", "examples"];

    /// <summary>What is wrong with a document, a line each.</summary>
    public IReadOnlyList<string> Validate(JToken document) => [.. Errors(schema, document)];

    private IEnumerable<string> Errors(JObject rule, JToken value) => rule.Properties()
        .Where(keyword => !Annotations.Contains(keyword.Name))
        .SelectMany(keyword => Errors(rule, keyword.Name, keyword.Value, value));

    private IEnumerable<string> Errors(JObject rule, string keyword, JToken argument, JToken value) => keyword switch
    {
        "$ref" => Errors((JObject)schema.SelectToken(((string)argument!)[2..].Replace('/', '.'))!, value),
        "anyOf" => argument.Any(option => !Errors((JObject)option, value).Any()) ? [] : Wrong(value, "matches no form"),
        "enum" => argument.Any(member => JToken.DeepEquals(member, value)) ? [] : Wrong(value, $"is none of {argument}"),
        "type" => Types(argument).Contains(TypeOf(value)) || (Types(argument).Contains("number") && TypeOf(value) == "integer")
            ? []
            : Wrong(value, $"is {TypeOf(value)}, not {argument}"),
        "minimum" => value.Type != JTokenType.Integer || (long)value >= (long)argument ? [] : Wrong(value, $"is below {argument}"),
        "maximum" => value.Type != JTokenType.Integer || (long)value <= (long)argument ? [] : Wrong(value, $"is above {argument}"),
        "pattern" => value.Type != JTokenType.String || Regex.IsMatch((string)value!, (string)argument!) ? [] : Wrong(value, $"does not match {argument}"),
        "minItems" => value is not JArray list || list.Count >= (int)argument ? [] : Wrong(value, "has too few items"),
        "items" => value is JArray items ? items.SelectMany(item => Errors((JObject)argument, item)) : [],
        "required" => value is JObject required
            ? argument.Where(key => !required.ContainsKey((string)key!)).SelectMany(key => Wrong(value, $"lacks '{key}'"))
            : [],
        "minProperties" => value is not JObject least || least.Count >= (int)argument ? [] : Wrong(value, "has too few keys"),
        "maxProperties" => value is not JObject most || most.Count <= (int)argument ? [] : Wrong(value, "has too many keys"),
        "properties" or "additionalProperties" => value is JObject found ? ErrorsOfProperties(rule, keyword, argument, found) : [],
        _ => throw new NotSupportedException($"keyword '{keyword}'"),
    };

    private IEnumerable<string> ErrorsOfProperties(JObject rule, string keyword, JToken argument, JObject value)
    {
        foreach (JProperty property in value.Properties())
        {
            JToken? named = rule["properties"]?[property.Name];
            if (keyword == "properties" && named is JObject known)
            {
                foreach (string error in Errors(known, property.Value)) yield return error;
            }

            if (keyword != "additionalProperties" || named is not null) continue;
            IEnumerable<string> errors = argument is JObject other ? Errors(other, property.Value) : Wrong(property.Value, "has an unknown key");
            foreach (string error in errors) yield return error;
        }
    }

    private static IEnumerable<string> Types(JToken argument) => argument is JArray list ? list.Select(type => (string)type!) : [(string)argument!];

    private static string TypeOf(JToken value) => value.Type switch
    {
        JTokenType.Object => "object",
        JTokenType.Array => "array",
        JTokenType.Integer => "integer",
        JTokenType.Float => "number",
        JTokenType.Boolean => "boolean",
        JTokenType.Null => "null",
        _ => "string",
    };

    private static IEnumerable<string> Wrong(JToken value, string problem) => [$"{value.Path}: {problem}"];
}
