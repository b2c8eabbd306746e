using Xunit;

namespace RaceModel.Tests.Catalogues;

/// <summary>Files that are no JSON, or not of the shape of a catalogue.</summary>
public sealed class JsonErrorTests
{
    [Theory]
    [InlineData("", "1:1: broken JSON: the file ends too early")]
    [InlineData("\n // nothing\n", "3:1: broken JSON: the file ends too early")]
    [InlineData("{", "1:2: broken JSON: the file ends too early")]
    [InlineData("{\n  \"hardware\": {", "2:16: broken JSON: the file ends too early")]
    [InlineData("{\n  \"hardware\": ", "2:15: broken JSON: the file ends too early")]
    [InlineData("{\n  \"hardware\"", "2:3: broken JSON: Invalid character after parsing property name. Expected ':' but got: the end of the file")]
    [InlineData("{ \"hardware\" {} }", "1:3: broken JSON: Invalid character after parsing property name. Expected ':' but got: {")]
    [InlineData("{\n  \"hardware\": }", "2:15: broken JSON: Unexpected character encountered while parsing value: }")]
    [InlineData("{ \"hardware\": {} \"query\": {} }", "1:18: broken JSON: After parsing a value an unexpected character was encountered: \"")]
    [InlineData("{ \"hardware\": {},, \"query\": {} }", "1:18: broken JSON: Invalid property identifier character: ,")]
    [InlineData("{ , }", "1:3: broken JSON: Invalid property identifier character: ,")]
    [InlineData("{ \"hardware\": [1} }", "1:17: broken JSON: JsonToken EndObject is not valid for closing JsonType Array")]
    [InlineData("{}\n}", "2:1: broken JSON: Additional text encountered after finished reading JSON content: }")]
    [InlineData("{ \"hardware\": tru }", "1:15: broken JSON: Error parsing boolean value")]
    [InlineData("{ \"$schema\": \"a\\qb\" }", "1:14: broken JSON: Bad JSON escape sequence: \\q")]
    [InlineData("{ \"$schema\": \"a }", "1:14: broken JSON: Unterminated string. Expected delimiter: \"")]
    [InlineData("{ \"$schema\": \"a,\n  \"query\": {} }", "1:14: broken JSON: the string does not end on its line")]
    [InlineData("{ \"$schema\": 'a' }", "1:14: broken JSON: expected a string in double quotes")]
    [InlineData("{ query: {} }", "1:3: broken JSON: expected a string in double quotes")]
    [InlineData("{ /* open", "1:3: broken JSON: Unexpected end while parsing comment")]
    public void Broken_JSON_is_an_error_where_it_breaks(string text, string error) =>
        Assert.Equal("mine.json:" + error, UserFile.ErrorOf(text));

    [Fact]
    public void Nesting_without_end_is_an_error() => Assert.Equal(
        "mine.json:1:65: broken JSON: The reader's MaxDepth of 64 has been exceeded", UserFile.ErrorOf(new string('[', 10_000)));

    [Theory]
    [InlineData("{ \"query\": {}, /* , */ \"query\": {} }", "1:24: duplicate key 'query'; expected each key once")]
    [InlineData("{ \"query\": {\n\"a\": { \"primitives\": [] },\n  \"a\": {} } }", "3:3: duplicate key 'a'; expected each key once")]
    [InlineData("{ \"hardware\": { \"a\": { \"ats\": true, \"ats\": true } } }", "1:37: duplicate key 'ats'; expected each key once")]
    public void A_key_given_twice_is_an_error_at_the_second(string text, string error) =>
        Assert.Equal("mine.json:" + error, UserFile.ErrorOf(text));

    [Theory]
    [InlineData("[]", "1:1: expected an object with sections (hardware, enable, query, unmap, guests, software), found a list")]
    [InlineData(" 1.5", "1:2: expected an object with sections (hardware, enable, query, unmap, guests, software), found 1.5")]
    [InlineData("\"x\"\n", "1:1: expected an object with sections (hardware, enable, query, unmap, guests, software), found \"x\"")]
    [InlineData("{ \"hardwar\": {} }", "1:3: unknown section 'hardwar'; did you mean 'hardware'?")]
    [InlineData("{ \"devices\": {} }", "1:3: unknown section 'devices'; known: $schema, hardware, enable, query, unmap, guests, software")]
    [InlineData("{ \"$schema\": 1 }", "1:14: expected the place of the schema as '$schema', found 1")]
    [InlineData("{ \"unmap\": [] }", "1:12: expected an object as 'unmap', with a key for each unmap protocol, found a list")]
    [InlineData("{ \"unmap\": null }", "1:12: expected an object as 'unmap', with a key for each unmap protocol, found null")]
    public void A_file_of_another_shape_is_an_error(string text, string error) =>
        Assert.Equal("mine.json:" + error, UserFile.ErrorOf(text));

    [Theory]
    [InlineData("{\"query\":\t{ \"a\":\t1 } }", "1:18")]
    [InlineData("{ \"query\": {\r\n \"a\": 1 } }", "2:7")]
    [InlineData("{ \"query\": {\r \"a\": 1 } }", "2:7")]
    [InlineData("{ \"query\": {\n\n\n \"a\" :\n\n  1 } }", "6:3")]
    [InlineData("{ \"query\": { // \"a\": 2,\n \"a\": /* 3, */ 1 } }", "2:16")]
    [InlineData("{ \"query\": { \"a\": \"x\\\"\\u0041\\\\\" } }", "1:19")]
    [InlineData("{ \"query\": { \"a\": [[], {}, 1, \"x\"] } }", "1:19")]
    [InlineData("{ \"query\": { \"ok\": { \"primitives\": [ ] } , \"a\": 1e3 } }", "1:49")]
    public void A_value_is_found_where_it_starts(string text, string place) =>
        Assert.StartsWith($"mine.json:{place}: expected an object for query 'a', found ", UserFile.ErrorOf(text), StringComparison.Ordinal);

    [Fact]
    public void A_value_far_down_a_long_file_is_found()
    {
        const string Comment = "  // The reader's buffer is shorter than a thousand of these lines.\r\n";
        string text = "{\r\n" + string.Concat(Enumerable.Repeat(Comment, 1000)) + " \"query\": {}, \"unmap\": 3 }";

        Assert.StartsWith("mine.json:1002:24: ", UserFile.ErrorOf(text), StringComparison.Ordinal);
    }
}
